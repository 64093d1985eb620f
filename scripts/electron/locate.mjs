/** The contract is in `locate.d.mts`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { hasSubstitute, SUBSTITUTE_FOLDER } from './substitute.mjs';

/** @type {typeof import('./locate.mjs').locateElectron} */
export function locateElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined) return { executable: join(override, 'electron'), folder: override, substitute: false };

  const electronPackage = join(ROOT, 'node_modules/electron');
  const pathFile = join(electronPackage, 'path.txt');
  if (existsSync(pathFile)) {
    const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'));
    if (existsSync(executable)) return { executable, folder: dirname(executable), substitute: false };
  }
  if (hasSubstitute()) return { executable: join(SUBSTITUTE_FOLDER, 'electron'), folder: SUBSTITUTE_FOLDER, substitute: true };
  return undefined;
}

/** @type {typeof import('./locate.mjs').electronSwitches} */
export function electronSwitches() {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const namespaces = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  return namespaces.status === 0 ? [] : ['--no-sandbox'];
}
