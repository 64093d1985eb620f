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

/** What `main/app/` may import beside itself: it is given everything else. */
const APP_MAY_KNOW = /^(main\/app\/|main\/domain\/|main\/ipc\/router$|protocol\/|messages\/)/;

/** What each service of `main/app/` may import of the others; what is not here is handed in by `main/compose-console.ts`. `files/` is for all. */
const SERVICES_KNOW = {
  connections: [],
  // A list is looked at again in every scan of these records before it goes out.
  delivery: ['scan/any-operation', 'scan/session-keeper'],
  files: [],
  people: [],
  racks: [],
  // Records are read as the scan reads them.
  records: [
    'delivery/deliveries-of-scan',
    'delivery/delivery-words',
    'scan/load-session',
    'scan/session-keeper',
    'scan/verdict-words',
  ],
  registry: ['scan/load-session'],
  // A report says what is on record, in the words of the audit trail.
  reports: ['records/audit-words', 'records/practice-records', 'records/read-scan', 'scan/load-session'],
  // What goes out is written with the event that causes it, and what waits for Pair is decided with it.
  scan: ['delivery/deliveries-of-scan', 'delivery/pair-check', 'delivery/pair-standing', 'records/prune'],
  settings: ['registry/registry-settings'],
  // A report is read as the scan reads it; a handover says decisions in the words of the audit trail.
  shift: ['records/audit-words', 'records/whole-trail', 'scan/load-session'],
  // Old operations are read as the scan reads them.
  statistics: ['scan/device-results', 'scan/load-session'],
  support: ['delivery/deliveries-of-scan', 'people/signed-out', 'records/practice-records'],
};

/** What the window's features give to the rest of the window; all else is their own. */
const FEATURES_GIVE = {
  deliveries: ['DeliveryDrawer', 'count-bad', 'drawer-state'],
  health: ['HealthDialog'],
  help: ['HelpHost'],
  history: ['HistoryDialog', 'DecisionLine', 'OperationLine'],
  palette: ['PaletteHost'],
  people: ['PeopleSection', 'SignedOut', 'WaiveSheet', 'WhoIsHere', 'use-sign-of-life'],
  practice: ['SimulationMark', 'TryPractice', 'use-practice'],
  registry: ['list/DevicesKeys', 'list/DevicesScreen', 'labels', 'list/devices-state', 'messages'],
  scan: [
    'Results',
    'band/CountTile',
    'band/headline',
    'band/left-over',
    'band/tiles.css',
    'band/use-is-past',
    'grid/grid.css',
    'pair/DecisionSheet',
    'pair/pair-state',
    'rack/use-rack',
    'start/StartScreen',
  ],
  settings: ['SettingsDialog', 'settings-state'],
  signals: ['FailureAlarm', 'SoundTest', 'use-signals'],
  statistics: ['GroupTable', 'ParetoBars', 'StatisticsPanel'],
};

/** What features of the window may import of the shell around them. */
const SHELL_GIVES = ['LanguageSwitch', 'use-appearance'];

/** Parts that every feature is made of; they know none. */
const WINDOW_BASE = ['keys', 'scanner', 'server-state', 'store', 'text', 'ui'];

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
    const misplaced = ELECTRON_NAME_HOMES.find(({ name, home }) => names.includes(name) && !home.test(file));
    if (misplaced) return `${misplaced.say}.`;
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
  const strayed = serviceWall(file, target) ?? windowWall(file, target);
  if (strayed !== undefined) return strayed;
  const from = adapterOf(file);
  const to = adapterOf(target);
  if (from !== undefined && to !== undefined && from !== to) {
    return `Adapters do not know each other (${from} imports ${to}); let them meet in main/system-platform.ts or main/connections.ts.`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string} target
 */
function serviceWall(file, target) {
  if (/^main\/compose-(?:console|parts)$/.test(target) && file.startsWith('main/app/'))
    return 'A service does not know who puts the console together: take what it needs as deps.';
  if (/^main\/compose-(?:console|parts)\.ts$/.test(file) && target.startsWith('main/adapters/'))
    return 'Who puts the console together knows no adapter: the platform brings it (main/system-platform.ts).';
  if (!file.startsWith('main/app/')) return undefined;
  if (!APP_MAY_KNOW.test(target)) return 'main/app/ imports main/domain/, protocol/ and messages/ only; take the rest as deps.';
  const from = folderIn('main/app/', file);
  const to = folderIn('main/app/', target);
  if (from === undefined || to === undefined || from === to || to === 'files') return undefined;
  if (given(SERVICES_KNOW, from, target.slice('main/app/'.length))) return undefined;
  return `Services know each other through what they are given (${from} imports ${to}): name in its deps what it needs, and hand it in in main/compose-console.ts.`;
}

/**
 * @param {string} file
 * @param {string} target
 */
function windowWall(file, target) {
  const from = folderIn('renderer/', file);
  const to = folderIn('renderer/', target);
  if (to === undefined || from === to || from === 'dev') return undefined;
  const isFeature = Object.hasOwn(FEATURES_GIVE, to);
  if (from !== undefined && WINDOW_BASE.includes(from) && (isFeature || to === 'shell'))
    return `renderer/${from}/ is what features are made of: it knows none of them (${to}).`;
  if (isFeature && !given(FEATURES_GIVE, to, target.slice(`renderer/${to}/`.length)))
    return `What is inside renderer/${to}/ is its own. What it gives to others stands in scripts/lint/walls.mjs.`;
  if (to === 'shell' && from !== undefined && !SHELL_GIVES.includes(target.slice('renderer/shell/'.length)))
    return 'The shell knows the features, not the other way round.';
  return undefined;
}

/**
 * @param {Readonly<Record<string, readonly string[]>>} table
 * @param {string} name
 * @param {string} path
 */
function given(table, name, path) {
  return table[name]?.includes(path) === true;
}

/**
 * @param {string} root with a slash at its end
 * @param {string} file
 * @returns {string | undefined} the folder directly in the root, or nothing for a file that lies there itself
 */
function folderIn(root, file) {
  if (!file.startsWith(root)) return undefined;
  const [folder, ...rest] = file.slice(root.length).split('/');
  return rest.length === 0 ? undefined : folder;
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
