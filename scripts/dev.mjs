/**
 * `npm run dev [-- --amqp URL --api BASE]`: builds the console with source maps, opens it, and does both again whenever a
 * source file changes. The arguments go to the console.
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { startProgram, stopAllPrograms, stopProgram, stopProgramsOnSignal } from './lib/child-processes.mjs';
import { electronSwitches, locateElectron } from './electron/locate.mjs';
import { ROOT } from './lib/paths.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { fail } from './lib/terminal.mjs';
import { prepare } from './setup/prepare.mjs';

const SOURCES = ['protocol', 'main', 'renderer'];
const SETTLE_MS = 200;

stopProgramsOnSignal();
await prepare({ electron: true }).catch((error) => fail(error instanceof Error ? error.message : String(error), 2));
const electron = locateElectron();
if (electron === undefined) fail('Electron is not here: run "node scripts/setup.mjs" once.', 2);

/** @type {import('node:child_process').ChildProcess | undefined} */
let openConsole;
/** @type {NodeJS.Timeout | undefined} */
let settle;
/** Builds and openings happen one after the other. */
let queue = buildAndOpen();

for (const folder of SOURCES) {
  watch(join(ROOT, folder), { recursive: true }, () => {
    clearTimeout(settle);
    settle = setTimeout(() => {
      queue = queue.then(buildAndOpen);
    }, SETTLE_MS);
  });
}

async function buildAndOpen() {
  const { ok } = await runVisibly('node', ['scripts/build.mjs', '--only', 'main,preload,renderer', '--development']);
  // The old window stays open until the mistake is mended.
  if (!ok) return;
  const old = openConsole;
  openConsole = undefined;
  if (old !== undefined) await stopProgram(old);
  const opened = startProgram(electron?.executable ?? '', [...electronSwitches(), ROOT, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  openConsole = opened;
  opened.once('exit', () => {
    // Closed by hand, not by us: the work is over.
    if (openConsole === opened) void stopAllPrograms().then(() => process.exit(0));
  });
}
