/**
 * `npm run simulate:mutants [-- --only NAME,NAME --scans N --seconds S --seed N --lanes N --json FILE]`: plants each fault of
 * simulation/mutants/ into a copy of the sources and lets the simulation look for it. Fails where one is not found. See docs/reliability.md.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { plantedFaults } from './mutants/patches.mjs';
import { tableOf } from './mutants/table.mjs';
import { copySources, tryFault } from './mutants/trial.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { fail } from './lib/terminal.mjs';

const values = readFlags({
  only: { type: 'string' },
  scans: { type: 'string', default: '4000' },
  seconds: { type: 'string', default: '120' },
  seed: { type: 'string', default: '1' },
  lanes: { type: 'string', default: '2' },
  json: { type: 'string' },
});
const [scans, seconds, seed, lanes] = [
  wholeNumber('scans', values.scans),
  wholeNumber('seconds', values.seconds),
  wholeNumber('seed', values.seed),
  wholeNumber('lanes', values.lanes),
];

const all = plantedFaults();
const names = values.only?.split(',') ?? all.map(({ name }) => name);
const unknown = names.find((name) => !all.some((fault) => fault.name === name));
if (unknown !== undefined)
  fail(`There is no planted fault called "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}.`, 2);
const faults = all.filter(({ name }) => names.includes(name));

/** @type {import('./mutants/trial.mjs').Trial[]} */
const trials = [];
const queue = [...faults];

async function lane() {
  const folder = copySources();
  // Also when it is ended from the keyboard.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
    const trial = await tryFault(fault, folder, { scans, seconds, seed });
    trials.push(trial);
    const what =
      trial.problem ??
      (trial.foundBy === null
        ? 'NOT FOUND'
        : `found by ${trial.foundBy} in ${/^\d+$/.test(trial.seed) ? `world ${trial.seed}` : `every order of ${trial.seed}`}: ${trial.said}`);
    const effort = `${trial.scans} scans, ${trial.seconds.toFixed(1)} s`;
    console.log(`${fault.name} (${fault.sentence})\n    ${effort}: ${what}\n`);
  }
  process.off('exit', remove);
  remove();
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
await Promise.all(Array.from({ length: Math.min(lanes, faults.length) }, lane));
const inOrder = faults.map((fault) => trials.find((trial) => trial.fault === fault)).filter((trial) => trial !== undefined);
console.log(tableOf(inOrder));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(inOrder, null, 2)}\n`);
if (inOrder.some(({ foundBy }) => foundBy === null)) process.exitCode = 1;

/** @type {(name: string, text: string) => number} */
function wholeNumber(name, text) {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : fail(`--${name} needs a whole number from 1, not "${text}".`, 2);
}
