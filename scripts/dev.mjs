/**
 * `npm run dev [-- --amqp URL --api BASE]`: opens the console on a simulated rack, or with these addresses on a real one. A change in
 * `renderer/` shows in the open window at once; after a change in `main/` or `protocol/` the program is built and opened again. The
 * arguments go to the console.
 */
import { join, sep } from 'node:path';
import { startProgram, stopAllPrograms, stopProgram, stopProgramsOnSignal } from './lib/child-processes.mjs';
import { electronSwitches, locateElectron } from './electron/locate.mjs';
import { hasDisplay } from './lib/has-display.mjs';
import { ROOT } from './lib/paths.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { fail } from './lib/terminal.mjs';
import { prepare } from './setup/prepare.mjs';

const SOURCES = ['protocol', 'main'].map((folder) => join(ROOT, folder));
/** What no program is made of. */
const NOT_BUILT = /(?:\.test\.tsx?|\.md|~)$|(?:^|[/\\])(?:testing|fixtures)[/\\]/;
const SETTLE_MS = 200;

if (!hasDisplay())
  fail(
    'There is no display here, and npm run dev opens a window: run it on a desktop, or as "xvfb-run -a npm run dev". "npx burnin scan --practice" needs none.',
    2,
  );

stopProgramsOnSignal();
await prepare({ electron: true }).catch((error) => fail(error instanceof Error ? error.message : String(error), 2));
const electron = locateElectron();
if (electron === undefined) fail('Electron is not here: run "node scripts/setup.mjs" once.', 2);

const { startPageServer } = await import('./dev/page-server.mjs');
const { page, watcher } = await startPageServer().catch((error) =>
  fail(`The page's server could not start: ${error instanceof Error ? error.message : String(error)}`, 2),
);
const given = process.argv.slice(2);
const isReal = given.some((arg) => /^--(?:amqp|api)(?:=|$)/.test(arg));
const args = isReal || given.includes('--practice') ? given : ['--practice', ...given];
console.log(
  isReal
    ? 'The console opens with these addresses. What it is asked to send is sent.'
    : 'The console opens on a simulated rack: no broker, no MES, nothing is sent.',
);

/** @type {import('node:child_process').ChildProcess | undefined} */
let openConsole;
/** @type {NodeJS.Timeout | undefined} */
let settle;
/** Builds and openings happen one after the other. */
let queue = buildAndOpen();

watcher.add(SOURCES);
watcher.on('change', (file) => {
  if (NOT_BUILT.test(file) || !SOURCES.some((folder) => file.startsWith(folder + sep))) return;
  clearTimeout(settle);
  settle = setTimeout(() => {
    queue = queue.then(buildAndOpen);
  }, SETTLE_MS);
});

async function buildAndOpen() {
  const { ok } = await runVisibly('node', ['scripts/build.mjs', '--only', 'main,preload', '--development']);
  // The old window stays open until the mistake is corrected.
  if (!ok) return;
  const old = openConsole;
  openConsole = undefined;
  if (old !== undefined) await stopProgram(old);
  const switches = [...electronSwitches(), ROOT, `--dev-page=${page}`];
  const opened = startProgram(electron?.executable ?? '', [...switches, ...args], { stdio: 'inherit' });
  openConsole = opened;
  opened.once('exit', () => {
    // Closed by hand, not by us: the work is over.
    if (openConsole === opened) void stopAllPrograms().then(() => process.exit(0));
  });
}
