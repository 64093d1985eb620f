/** A factory and a rack of devices with real agents, as the simulator plays them, for one demonstration. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startProgram, stopProgram } from '../lib/child-processes.mjs';
import { OUT } from '../lib/paths.mjs';

/** How long the devices take to answer, so that one can watch. */
const SPREAD_MS = 4_000;
/** The console opens after the devices have said hello; so they soon say it again. */
const HELLO_MS = 3_000;
/** Longer than any scan of the demonstration stays open. */
const LATE_MS = 90_000;

/**
 * What is known about a device from how it was made; the demonstration is a success only if the console finds the same.
 *
 * @typedef {object} KnownDevice
 * @property {string} serial
 * @property {ReadonlyArray<{ readonly status: string, readonly contested: boolean }>} attempts
 * @property {number} answersAfterMs
 * @property {boolean} pairRejected
 *
 * @typedef {object} SimulatedLine
 * @property {string} apiBase
 * @property {string} rosterText one serial number per line
 * @property {readonly KnownDevice[]} devices
 * @property {(kind: 'logs' | 'notifications' | 'pairs') => Promise<readonly Received[]>} received what the factory got, asked of it over HTTP
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ readonly body: unknown, readonly raw: string, readonly accepted: boolean, readonly status: number | null }} Received
 */

/**
 * @param {{ amqpUrl: string, devices: number, seed: number, folder: string }} options `folder`: for what the factory receives
 * @returns {Promise<SimulatedLine>}
 */
export async function startSimulatedLine({ amqpUrl, devices, seed, folder }) {
  const rosterFile = join(folder, 'roster.txt');
  const oracleFile = join(folder, 'truth.json');
  const options = {
    port: 0,
    data: join(folder, 'factory'),
    agents: devices,
    seed,
    mix: 'realistic',
    'spread-ms': SPREAD_MS,
    'late-ms': LATE_MS,
    'hello-ms': HELLO_MS,
    'roster-file': rosterFile,
    'oracle-file': oracleFile,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const simulator = startProgram(process.execPath, [join(OUT, 'simulator/simulator.cjs'), 'all', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BURNIN_AMQP_URL: amqpUrl },
  });
  const { apiBase } = await readyLine(simulator);
  return {
    apiBase,
    rosterText: readFileSync(rosterFile, 'utf8'),
    devices: /** @type {readonly KnownDevice[]} */ (JSON.parse(readFileSync(oracleFile, 'utf8'))),
    received: async (kind) => {
      const answer = await fetch(`${apiBase}/received/${kind}`);
      return /** @type {readonly Received[]} */ (await answer.json());
    },
    stop: () => stopProgram(simulator),
  };
}

/**
 * @param {import('node:child_process').ChildProcess} simulator
 * @returns {Promise<{ readonly apiBase: string }>}
 */
async function readyLine(simulator) {
  let problems = '';
  simulator.stderr?.setEncoding('utf8').on('data', (text) => {
    problems = `${problems}${text}`.slice(-2_000);
  });
  const output = /** @type {import('node:stream').Readable} */ (simulator.stdout);
  for await (const line of createInterface({ input: output })) {
    if (!line.startsWith('{')) continue;
    const ready = /** @type {{ readonly ready?: boolean, readonly apiBase: string }} */ (JSON.parse(line));
    if (ready.ready !== true) continue;
    // Nobody reads on, and a full pipe would stop the simulator.
    output.resume();
    return ready;
  }
  throw new Error(`The simulator did not start: ${problems.trim().split('\n').at(-1) ?? 'it said nothing'}`);
}
