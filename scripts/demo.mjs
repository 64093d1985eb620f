/**
 * `npm run demo [-- --devices N] [--headless] [--keep] [--seed S]`: everything on one machine. A private RabbitMQ, a factory,
 * a rack of devices with faults, and the real console on a running scan. Without a display, or with `--headless`, it works the
 * window itself through one scan to the Pair confirmation, and leaves pictures and the scan log in `demo-output/`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { endsBySignal, guardFolder, stopAllPrograms, stopProgramsOnSignal } from './lib/child-processes.mjs';
import { hasDisplay } from './lib/has-display.mjs';
import { ROOT } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { step } from './lib/step.mjs';
import { fail } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

const OUTPUT = join(ROOT, 'demo-output');
const options = readOptions();

stopProgramsOnSignal();
try {
  await prepare({ electron: true, display: options.headless, broker: process.env.BURNIN_AMQP_URL === undefined });
  const { ok } = await runVisibly('node', ['scripts/build.mjs']);
  if (!ok) throw new Error('The console could not be built, see above.');
  await demonstrate();
  await stopAllPrograms();
} catch (error) {
  await stopAllPrograms();
  if (!endsBySignal()) fail(firstLine(error), error instanceof CannotSetUp ? 2 : 1);
}

async function demonstrate() {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT);
  const folder = options.keep ? join(OUTPUT, 'data') : mkdtempSync(join(tmpdir(), 'burnin-demo-'));
  if (options.keep) mkdirSync(folder);
  else guardFolder(folder);

  const given = process.env.BURNIN_AMQP_URL;
  if (given !== undefined) await checkGivenBroker(given);
  const amqpUrl = given ?? (await step('Starting a private RabbitMQ', startBroker));
  const { startSimulatedLine } = await import('./demo/simulated-line.mjs');
  const line = await step(`Starting the factory and ${options.devices} devices`, () =>
    startSimulatedLine({ amqpUrl, devices: options.devices, seed: options.seed, folder }),
  );
  const { showToPerson, runThrough } = await import('./demo/performances.mjs');
  const stage = { amqpUrl, line, folder, output: OUTPUT };
  if (options.headless) await runThrough(stage);
  else await showToPerson(stage);
  if (options.keep) console.log(`The records of the console and of the factory are kept in ${relative(ROOT, folder)}/.`);
}

async function startBroker() {
  const { startPrivateRabbitMq } = await import('./broker/private-rabbitmq.mjs');
  return (await startPrivateRabbitMq()).url;
}

/** @param {string} url */
async function checkGivenBroker(url) {
  const { answersAmqp } = await import('./broker/amqp-handshake.mjs');
  const { protocol, hostname, port } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '', port: '' };
  if (protocol !== 'amqp:' && protocol !== 'amqps:')
    throw new CannotSetUp('BURNIN_AMQP_URL must be an amqp:// or amqps:// address.');
  // Over TLS there is nothing to see before a certificate is accepted, so that is left to those who connect.
  if (protocol === 'amqp:' && !(await answersAmqp(Number(port || 5672), hostname))) {
    throw new CannotSetUp(
      `No RabbitMQ answers at ${hostname}:${port || 5672}, which BURNIN_AMQP_URL names. Start it, or unset the variable.`,
    );
  }
}

function readOptions() {
  const values = readFlags({
    devices: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    headless: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  });
  const devices = Number(values.devices);
  const seed = Number(values.seed);
  if (!Number.isInteger(devices) || devices < 1 || devices > 10_000) fail('--devices takes a whole number from 1 to 10000.', 2);
  if (!Number.isInteger(seed) || seed < 0) fail('--seed takes a whole number.', 2);
  return { devices, seed, headless: values.headless || !hasDisplay(), keep: values.keep };
}

/**
 * What drives the window reports failures with a page of detail; its first line says what it was, and of a wait that came to nothing
 * the line that says what for.
 *
 * @param {unknown} error
 */
function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  const awaited = /waiting for (.+)/.exec(text)?.[1];
  if (error instanceof Error && error.name === 'TimeoutError')
    return `The window did not come to the step above in time${awaited === undefined ? '' : `: the demo waited for ${awaited}`}. Run it again with --keep, and look at the pictures and at the log in demo-output/data/console/logs.`;
  return text.split('\n')[0] ?? '';
}
