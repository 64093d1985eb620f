import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { runNpm } from '../lib/run-npm.mjs';

/** @typedef {{ readonly packages: Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>> }} Lockfile */

/** @returns {boolean} whether `node_modules` holds exactly what the lockfile says */
export function npmPackagesAreThere() {
  const wanted = readLockfile('package-lock.json');
  const installed = readLockfile('node_modules/.package-lock.json');
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional = false }]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found === undefined ? optional : found.version === version;
  });
}

/** Installs what the lockfile says; runs no package's scripts. */
export async function installNpmPackages() {
  await runNpm(['ci'], { cwd: ROOT, failure: 'npm could not install the packages in package-lock.json' });
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? /** @type {Lockfile} */ (JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}
