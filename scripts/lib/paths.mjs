/** Where things are in a checkout. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const OUT = join(ROOT, 'out');
export const DIST = join(ROOT, 'dist');

/** Downloads and other things that can be made again. `BURNIN_CACHE_DIR` puts them elsewhere, say to share them between checkouts. */
export const CACHE = process.env.BURNIN_CACHE_DIR ?? join(ROOT, '.cache');

/** @typedef {{ readonly name: string, readonly productName: string, readonly version: string, readonly description: string }} PackageJson */

export const PACKAGE = /** @type {PackageJson} */ (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
