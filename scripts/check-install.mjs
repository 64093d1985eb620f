/**
 * `npm run check:install [-- --suite trixie]`: installs the packages of `npm run package` in a bare Debian, and starts
 * the console there as an ordinary user. Exit code 0: all holds. 1: something does not. 3: it could not be tried.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeBareSystem, SUITES, whyNoBareSystem } from './install-check/bare-system.mjs';
import { CHECKS } from './install-check/checks.mjs';
import { buildFirstLayout } from './install-check/first-layout.mjs';
import { NOT_TRIED } from './install-check/not-tried.mjs';
import { stopProgramsOnSignal } from './lib/child-processes.mjs';
import { DIST, PACKAGE } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { step } from './lib/step.mjs';
import { bold, dim, duration, fail, green, red } from './lib/terminal.mjs';
import { DEBIAN_ARCHITECTURES } from './packaging/build-deb.mjs';

const values = readFlags({ suite: { type: 'string', default: 'bookworm' } });
const suite = SUITES.find((known) => known === values.suite);
if (suite === undefined) fail(`There is no suite "${values.suite}" here. The suites are: ${SUITES.join(', ')}.`, 2);

const processor = process.arch === 'arm64' ? 'arm64' : 'x64';
const folder = join(DIST, 'package');
const deb = join(folder, `burnin-console_${PACKAGE.version}_${DEBIAN_ARCHITECTURES[processor]}.deb`);
const archive = join(folder, `burnin-console-${PACKAGE.version}-linux-${processor}.tar.gz`);
for (const file of [deb, archive]) if (!existsSync(file)) fail(`There is no ${file}: run "npm run package" first.`, 2);

stopProgramsOnSignal();
const why = whyNoBareSystem();
if (why !== undefined) fail(`NOT TRIED, so nobody knows whether the packages start: ${why}`, NOT_TRIED);

const system = await step(`Making a bare ${suite}`, () => makeBareSystem(suite)).catch((error) =>
  fail(`NOT TRIED, so nobody knows whether the packages start: ${error instanceof Error ? error.message : error}`, NOT_TRIED),
);
let failed = 0;
try {
  console.log(
    `  ${readdirSync(join(system.root, 'var/lib/dpkg/info')).filter((name) => name.endsWith('.list')).length} packages`,
  );
  const firstLayout = await buildFirstLayout(system.folder);
  for (const { title, check } of CHECKS) {
    const begun = performance.now();
    try {
      const seen = await check({ system, deb, archive, firstLayout });
      console.log(`${green('holds')}  ${title}: ${seen} ${dim(duration(performance.now() - begun))}`);
    } catch (error) {
      failed += 1;
      console.log(`${red('FAILS')}  ${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  system.remove();
}
if (failed > 0) fail(`${failed} of ${CHECKS.length} do not hold on ${suite}.`);
console.log(bold(`All ${CHECKS.length} hold on ${suite}.`));
process.exit(0);
