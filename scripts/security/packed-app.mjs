/** A packed console, looked into. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { strangersIn } from '../packaging/asar-content.mjs';
import { readFuses } from '../packaging/fuses.mjs';

/**
 * @typedef {object} PackedApp
 * @property {string} executable
 * @property {readonly string[]} files in the archive
 * @property {readonly string[]} strangers that do not belong there
 * @property {(path: string) => string} text of a file in the archive
 * @property {Awaited<ReturnType<typeof readFuses>>} fuses
 * @property {string} electron version, `unknown` if the executable does not say
 * @property {boolean} hasLicences beside the program
 * @property {boolean} hasSandboxHelper
 */

/**
 * @param {string} executable
 * @returns {Promise<PackedApp | undefined>} nothing if there is none
 */
export async function lookInto(executable) {
  if (!existsSync(executable)) return undefined;
  const folder = dirname(executable);
  const archive = join(folder, 'resources/app.asar');
  return {
    executable,
    files: listPackage(archive, { isPack: false }),
    strangers: strangersIn(archive),
    text: (path) => extractFile(archive, path).toString('utf8'),
    fuses: await readFuses(executable),
    electron: electronVersionIn(executable),
    hasLicences: ['LICENSES.chromium.html', 'LICENSES.packages-main.txt', 'LICENSES.packages-window.txt'].every((name) =>
      existsSync(join(folder, name)),
    ),
    hasSandboxHelper: existsSync(join(folder, 'chrome-sandbox')) && statSync(join(folder, 'chrome-sandbox')).isFile(),
  };
}

/**
 * The executable carries its own name and version, for its user agent.
 *
 * @param {string} executable
 */
function electronVersionIn(executable) {
  const bytes = readFileSync(executable);
  const mark = Buffer.from('Electron/');
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) {
    const [, version] = /^Electron\/(\d+\.\d+\.\d+)/.exec(bytes.toString('latin1', at, at + 40)) ?? [];
    if (version !== undefined) return version;
  }
  return 'unknown';
}
