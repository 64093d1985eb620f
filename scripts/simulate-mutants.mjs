/**
 * `npm run simulate:mutants [-- --only NAME,NAME] [--scans N] [--seconds N] [--lanes N] [--json FILE]`: plants each fault of
 * `simulation/mutants/*.patch` in a copy of the sources, one at a time, and says how soon the simulation finds it. Ends with an exit code
 * other than 0 when one is not found, or cannot be planted any more.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { fail } from './lib/terminal.mjs';

/** What the simulation is bundled from. */
const SOURCES = ['main', 'protocol', 'simulation', 'simulator', 'scripts', 'package.json', 'tsconfig.base.json'];
const MUTANTS = join(ROOT, 'simulation/mutants');

const values = readFlags({
  only: { type: 'string' },
  scans: { type: 'string', default: '5000' },
  seconds: { type: 'string', default: '300' },
  lanes: { type: 'string', default: '2' },
  json: { type: 'string' },
});
const all = existsSync(MUTANTS) ? readdirSync(MUTANTS).flatMap((file) => /^(.+)\.patch$/.exec(file)?.[1] ?? []) : [];
const wanted = values.only?.split(',') ?? all;
const unknown = wanted.find((name) => !all.includes(name));
if (unknown !== undefined) fail(`There is no fault called "${unknown}". The faults are: ${all.join(', ')}.`, 2);
if (wanted.length === 0) fail('There are no faults to plant.', 2);

const folder = mkdtempSync(join(tmpdir(), 'burnin-mutants-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const results = wanted.map((name) => {
  const result = { name, ...tryOne(name) };
  console.log(lineOf(result));
  return result;
});
const missed = results.filter(({ found }) => !found);
console.log(`\n${results.length - missed.length} of ${results.length} planted faults were found.`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(missed.length === 0 ? 0 : 1);

/**
 * @typedef {{ seed: string, violation: { invariant: string } }} Failure
 * @typedef {{ failure: Failure | null, scans: number, seconds: number }} OrdersReport
 * @typedef {{ found: boolean, by: string, seed: string, scans: number, seconds: number }} Finding
 * @param {string} name
 * @returns {Finding}
 */
function tryOne(name) {
  const tree = join(folder, name);
  plant(name, tree);
  execFileSync(process.execPath, [join(tree, 'scripts/build.mjs'), '--only', 'orders'], {
    cwd: tree,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const report = join(tree, 'orders.json');
  const limits = ['--scans', values.scans, '--seconds', values.seconds, '--lanes', values.lanes, '--as-found', '--json', report];
  const { status } = spawnSync(process.execPath, [join(tree, 'out/orders/orders.cjs'), ...limits], {
    cwd: tree,
    stdio: 'ignore',
  });
  if (!existsSync(report)) fail(`The simulation of ${name} ended with exit code ${status} and without a report.`);
  const { failure, scans, seconds } = /** @type {OrdersReport} */ (JSON.parse(readFileSync(report, 'utf8')));
  rmSync(tree, { recursive: true, force: true });
  return { found: failure !== null, by: failure?.violation.invariant ?? '', seed: failure?.seed ?? '', scans, seconds };
}

/**
 * A copy of the sources with the fault in it.
 *
 * @param {string} name
 * @param {string} tree
 */
function plant(name, tree) {
  const tracked = execFileSync('git', ['ls-files', '-z', '--', ...SOURCES], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of tracked) {
    if (file === '' || /\.test\.tsx?$/.test(file) || !existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(ROOT, file), join(tree, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', join(MUTANTS, `${name}.patch`)], {
    cwd: tree,
    encoding: 'utf8',
  });
  if (status !== 0) fail(`The fault ${name} cannot be planted any more; make its patch anew. ${stderr.trim()}`);
}

/** @param {Finding & { name: string }} finding */
function lineOf({ name, found, by, seed, scans, seconds }) {
  const told = found ? `${by.padEnd(32)} seed ${seed.padStart(6)}` : 'NOT FOUND'.padEnd(44);
  return `${name.padEnd(40)} ${told} ${String(scans).padStart(7)} scans ${seconds.toFixed(1).padStart(7)} s`;
}
