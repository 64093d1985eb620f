/** `npm run screenshots [-- FOLDER]`: pictures of the real window in every state, two sizes, light and dark; those of the README and of the guides. */
import { resolve } from 'node:path';
import { stopProgramsOnSignal } from './lib/child-processes.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { fail } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

const USAGE =
  'npm run screenshots [-- FOLDER] takes pictures of every state, and writes those of the README and of the guides again.';
const [given, ...others] = process.argv.slice(2);
if (given === '--help') {
  console.log(USAGE);
  process.exit(0);
}
const unknown = [given, ...others].find((word) => word?.startsWith('-')) ?? others[0];
if (unknown !== undefined) fail(`There is no ${unknown}: ${USAGE}`, 2);
const folder = resolve(given ?? 'test-results/screenshots');

stopProgramsOnSignal();
try {
  await prepare({ electron: true, display: true, broker: process.env.BURNIN_AMQP_URL === undefined });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}
const built = await runVisibly('node', ['scripts/build.mjs']);
if (!built.ok) fail('The console could not be built, see above.');
const taken = await runVisibly('playwright', ['test', '--config', 'e2e/pictures/playwright.config.ts'], {
  BURNIN_PICTURES: folder,
});
if (!taken.ok) fail('Not all pictures could be taken, see above.');
console.log(`The pictures are in ${folder}.`);
