/** A copy of the sources, in which one fault after the other is planted, built, simulated and taken out again. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { plant } from './patches.mjs';

/** A world that does not come to its end holds up nothing longer than this, s. */
const LATEST_S = 120;

/**
 * @typedef {import('./patches.mjs').PlantedFault} PlantedFault
 * @typedef {{ readonly scans: number, readonly seconds: number, readonly seed: number }} Limits
 * @typedef {{ readonly seed: string, readonly form?: string, readonly violation: { readonly invariant: string, readonly sentence: string } }} Failure
 * @typedef {{ readonly failure: Failure | null, readonly scans: number, readonly seconds: number }} OrdersReport
 * @typedef {object} Trial what came of one fault
 * @property {PlantedFault} fault
 * @property {string | null} foundBy the invariant that did not hold; null: not found
 * @property {string | null} problem one sentence when it could not be tried
 * @property {string} said what the simulation said was wrong
 * @property {string} seed of the world in which it was found, or the form of which every order was tried
 * @property {number} scans until then
 * @property {number} seconds until then, without building
 */

/** Copies what Git knows of, and what is new, as it stands. @returns {string} the folder; the caller removes it */
export function copySources() {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (listed.status !== 0) throw new Error(`The sources are copied by what Git lists, and it does not: ${listed.stderr?.trim()}`);
  for (const name of new Set(listed.stdout.split('\0'))) {
    if (name === '' || !existsSync(join(ROOT, name))) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(ROOT, name), join(folder, name));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/**
 * @param {PlantedFault} fault
 * @param {string} folder a copy of the sources; it is left as it was
 * @param {Limits} limits
 * @returns {Promise<Trial>}
 */
export async function tryFault(fault, folder, limits) {
  const nothing = { fault, foundBy: null, said: '', seed: '', scans: 0, seconds: 0 };
  const refusal = plant(fault, folder, 'apply');
  if (refusal !== null) return { ...nothing, problem: refusal };
  try {
    const built = await run(folder, ['scripts/build.mjs', '--only', 'orders'], LATEST_S);
    if (built.code !== 0)
      return { ...nothing, problem: `With "${fault.name}" the simulation cannot be built: ${lastLine(built.text)}` };
    return { ...nothing, problem: null, ...(await simulate(fault, folder, limits)) };
  } finally {
    plant(fault, folder, 'take out');
  }
}

/** @type {(fault: PlantedFault, folder: string, limits: Limits) => Promise<Partial<Trial>>} */
async function simulate({ name }, folder, { scans, seconds, seed }) {
  const json = join(folder, 'counts.json');
  rmSync(json, { force: true });
  const { code, text } = await run(
    folder,
    [
      'out/orders/orders.cjs',
      ...option('scans', scans),
      ...option('seconds', seconds),
      ...option('seed', seed),
      '--lanes',
      '1',
      '--as-found',
      '--json',
      json,
    ],
    seconds + LATEST_S,
  );
  if (code === null) return { problem: `With "${name}" a world did not come to its end within ${seconds + LATEST_S} s.` };
  if (!existsSync(json)) return { problem: `With "${name}" the simulation did not run: ${lastLine(text)}` };
  const counts = /** @type {OrdersReport} */ (JSON.parse(readFileSync(json, 'utf8')));
  const { failure } = counts;
  const done = { scans: counts.scans, seconds: counts.seconds };
  if (failure === null) return done;
  return { ...done, foundBy: failure.violation.invariant, said: failure.violation.sentence, seed: failure.form ?? failure.seed };
}

/** @type {(name: string, value: number) => string[]} */
function option(name, value) {
  return [`--${name}`, String(value)];
}

/**
 * @param {string} cwd
 * @param {string[]} args of Node
 * @param {number} seconds it may take
 * @returns {Promise<{ readonly code: number | null, readonly text: string }>} null: it was ended
 */
async function run(cwd, args, seconds) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    text = `${text}${chunk.toString()}`.slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const end = () => child.kill();
  process.once('exit', end);
  const timer = setTimeout(end, seconds * 1_000);
  const [code] = /** @type {[number | null]} */ (await once(child, 'close'));
  clearTimeout(timer);
  process.off('exit', end);
  return { code, text };
}

/** @type {(text: string) => string} */
function lastLine(text) {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
