/**
 * The walls between the parts, as one table: which file may import what.
 *
 * Type-script project references already stop `renderer/` from importing `main/`, and so on; what they cannot express
 * is written here: the packages that have one home, and the folders that may not know each other.
 */

/** A file whose job is to try the product out may use any package. */
const PROOFS = [/\/testing\//, /\.test\.tsx?$/, /\.it\.test\.ts$/, /^e2e\//, /^bench\//, /^scripts\//, /^[^/]+\.config\.m?ts$/];

/** Packages that know no runtime either, and the one part of the domain that may use each. */
const PURE_PACKAGES = [
  { packages: /^csv-parse\/browser\/esm\/sync$/, home: /^main\/domain\/roster\// },
  { packages: /^zod$/, home: /^main\/domain\/registry\/reading\// },
];

/** @type {ReadonlyArray<{ readonly packages: RegExp, readonly homes: readonly RegExp[], readonly say: string }>} */
const PACKAGE_HOMES = [
  {
    packages: /^amqplib(\/|$)/,
    homes: [/^main\/adapters\/amqp\//, /^agent\//, /^simulator\//],
    say: 'AMQP is spoken in main/adapters/amqp/, agent/ and simulator/ only',
  },
  { packages: /^(axios|undici)(\/|$)/, homes: [/^main\/adapters\/http\//], say: 'HTTP clients live in main/adapters/http/ only' },
  {
    packages: /^(kysely|pg|@photostructure\/sqlite|node:sqlite)(\/|$)/,
    homes: [/^main\/adapters\/store\//],
    say: 'the database is touched in main/adapters/store/ only',
  },
  {
    packages: /^electron(\/|$)/,
    homes: [
      /^main\/index\.ts$/,
      /^main\/window\//,
      /^main\/ipc\/electron-ipc\.ts$/,
      /^main\/preload\//,
      /^main\/adapters\/secrets\//,
    ],
    say: 'electron is known to main/index.ts, main/window/, main/ipc/electron-ipc.ts, main/preload/ and main/adapters/secrets/ only',
  },
];

/** @type {ReadonlyArray<{ readonly name: string, readonly home: RegExp, readonly say: string }>} */
const ELECTRON_NAME_HOMES = [
  { name: 'ipcMain', home: /^main\/ipc\/electron-ipc\.ts$/, say: 'ipcMain is used in main/ipc/electron-ipc.ts only' },
  { name: 'ipcRenderer', home: /^main\/preload\//, say: 'ipcRenderer is used in main/preload/ only' },
  { name: 'contextBridge', home: /^main\/preload\//, say: 'contextBridge is used in main/preload/ only' },
];

/**
 * Says which wall an import breaks.
 *
 * @param {string} file path of the importing file from the project root, with forward slashes
 * @param {string} specifier what stands in the import statement
 * @param {readonly string[]} names the imported names; empty for a namespace, default or side-effect import
 * @returns {string | undefined} one sentence for the person who wrote the import, or nothing if it is allowed
 */
export function brokenWall(file, specifier, names) {
  if (specifier === 'zod' && names.includes('z')) {
    return "Write `import * as z from 'zod'`: the named import pulls all of zod into the bundle.";
  }
  if (PROOFS.some((proof) => proof.test(file))) return undefined;

  for (const { packages, homes, say } of PACKAGE_HOMES) {
    if (packages.test(specifier) && !homes.some((home) => home.test(file))) return `${say}; go through a port instead.`;
  }
  if (specifier === 'electron') {
    const strayed = ELECTRON_NAME_HOMES.find(({ name, home }) => names.includes(name) && !home.test(file));
    if (strayed) return `${strayed.say}.`;
  }
  const target = resolve(file, specifier);
  if (target === undefined) {
    if (PURE_PACKAGES.some(({ packages, home }) => packages.test(specifier) && home.test(file))) return undefined;
    if (file.startsWith('main/domain/')) return 'The domain imports nothing but protocol/: it stays pure.';
    if (file.startsWith('main/preload/') && specifier !== 'electron')
      return 'The preload is sandboxed: it imports electron and types only.';
    return undefined;
  }
  // What the log says of a known failure is English, whatever the window speaks.
  if (file === 'main/domain/errors.ts' && target === 'messages/english') return undefined;
  if (file.startsWith('main/domain/') && !/^(main\/domain|protocol)\//.test(target)) {
    return 'The domain imports nothing but protocol/: it stays pure.';
  }
  const from = adapterOf(file);
  const to = adapterOf(target);
  if (from !== undefined && to !== undefined && from !== to) {
    return `Adapters do not know each other (${from} imports ${to}); let them meet in main/system-platform.ts or main/connections.ts.`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | undefined} the imported file from the project root, or nothing for a package
 */
function resolve(file, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/**
 * @param {string} file
 * @returns {string | undefined} the adapter's folder name; files directly in `main/adapters/` belong to all
 */
function adapterOf(file) {
  return /^main\/adapters\/([^/]+)\//.exec(file)?.[1];
}
