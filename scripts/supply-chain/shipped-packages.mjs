/** What others get from us: every package whose code is in a program, and the runtimes that the programs carry. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NODE_RUNTIMES } from '../agent-binary/node-runtimes.mjs';
import { bundledPackages } from '../build/bundled-licences.mjs';
import { LICENCES } from '../build/bundles.mjs';
import { OUT, ROOT } from '../lib/paths.mjs';

/**
 * @typedef {import('../build/bundled-licences.mjs').BundledPackage & { readonly programs: readonly string[] }} ShippedPackage
 *
 * @typedef {object} ShippedRuntime a program of others that goes along whole
 * @property {string} name
 * @property {string} version
 * @property {string} licence
 * @property {string} purl
 * @property {string | undefined} integrity as npm writes it
 * @property {readonly string[]} programs
 * @property {string} note what is inside it
 */

/** Folder in `out/` by the program that it goes into. */
const PARTS = { main: 'console', renderer: 'console', agent: 'agent' };

/**
 * @returns {ShippedPackage[]} sorted by name
 * @throws {Error} if the product is not built
 */
export function shippedPackages() {
  /** @type {Map<string, import('../build/bundled-licences.mjs').BundledPackage & { programs: string[] }>} */
  const found = new Map();
  for (const [folder, program] of Object.entries(PARTS)) {
    const file = join(OUT, folder, LICENCES);
    if (!existsSync(file)) throw new Error(`There is no ${file}: run "npm run build" first.`);
    const packages = bundledPackages(readFileSync(file, 'utf8'));
    if (packages.length === 0) throw new Error(`${file} names no package, which cannot be: run "npm run build" again.`);
    for (const one of packages) {
      const key = `${one.name}@${one.version}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { ...one, programs: [program] });
      else if (!known.programs.includes(program)) known.programs.push(program);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns {Promise<ShippedRuntime[]>} */
export async function shippedRuntimes() {
  const lock =
    /** @type {{ packages: Record<string, { version: string, license?: string, integrity?: string } | undefined> }} */ (
      JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
    );
  const electron = lock.packages['node_modules/electron'];
  if (electron === undefined) throw new Error('package-lock.json does not name electron.');
  return [
    {
      name: 'electron',
      version: electron.version,
      licence: electron.license ?? '',
      purl: `pkg:npm/electron@${electron.version}`,
      integrity: electron.integrity,
      programs: ['console'],
      note: 'Carries Chromium and Node.js; their licences are beside the program.',
    },
    {
      name: 'sqlite',
      version: await sqliteVersion(),
      licence: 'blessing',
      purl: `pkg:generic/sqlite@${await sqliteVersion()}`,
      integrity: undefined,
      programs: ['console'],
      note: 'Inside @photostructure/sqlite; not used where the runtime has its own.',
    },
    ...Object.entries(NODE_RUNTIMES).map(([processor, { version, integrity }]) => ({
      name: `node-linux-${processor}`,
      version,
      licence: 'MIT',
      purl: `pkg:npm/node-linux-${processor}@${version}`,
      integrity,
      programs: ['agent'],
      note: 'Node.js inside the executable; its licences and those of its parts are in node-licenses.txt.gz.',
    })),
  ];
}

/** Of the native module, asked of itself. */
async function sqliteVersion() {
  const { DatabaseSync } = /** @type {typeof import('@photostructure/sqlite')} */ (
    createRequire(import.meta.url)('@photostructure/sqlite')
  );
  const db = new DatabaseSync(':memory:');
  try {
    const { version } = /** @type {{ version: string }} */ (db.prepare('select sqlite_version() as version').get());
    return version;
  } finally {
    db.close();
  }
}
