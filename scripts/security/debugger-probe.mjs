/** Whether a debugger can be attached to a packed console: starts it with the switches that ask for one, and knocks. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { electronSwitches } from '../electron/locate.mjs';
import { startProgram, stopProgram } from '../lib/child-processes.mjs';
import { freePorts } from '../lib/free-ports.mjs';

const START_DEADLINE_MS = 90_000;
const POLL_MS = 100;

/**
 * @param {string} executable
 * @param {string} display for the environment variable DISPLAY
 * @returns {Promise<{ page: boolean, node: boolean }>} what answers: the page's debugger, Node's
 * @throws {Error} if the program does not come up
 */
export async function debuggersOf(executable, display) {
  const folder = mkdtempSync(join(tmpdir(), 'burnin-debuggers-'));
  const [pagePort = 0, nodePort = 0] = await freePorts(2);
  const program = startProgram(
    executable,
    [
      ...electronSwitches(),
      `--inspect=127.0.0.1:${nodePort}`,
      `--remote-debugging-port=${pagePort}`,
      '--amqp=amqp://127.0.0.1:9/',
      `--data-dir=${folder}`,
    ],
    { env: { ...process.env, DISPLAY: display } },
  );
  try {
    // The log begins when main runs, long after Chromium has read its switches; its page is loaded then or soon after.
    const log = join(folder, 'logs/console.log');
    const deadline = Date.now() + START_DEADLINE_MS;
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('RabbitMQ is not connected')) {
      if (Date.now() > deadline || program.exitCode !== null) throw new Error(`${executable} does not come up.`);
      await wait(POLL_MS);
    }
    return { page: await answers(pagePort), node: await answers(nodePort) };
  } finally {
    await stopProgram(program);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
