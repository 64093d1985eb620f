/** Starts the console in a bare system, as an ordinary user would, and looks until its window is drawn. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startVirtualDisplay } from '../lib/virtual-display.mjs';
import { USER } from './bare-system.mjs';
import { coloursIn } from './first-frame.mjs';

const DEADLINE_MS = 120_000;
const POLL_MS = 250;
const DRAWN_COLOURS = 300;
const MAX_ERROR_CHARACTERS = 4000;

/**
 * @typedef {object} Sandbox how the process that draws the page is held
 * @property {boolean} filtered its system calls are filtered
 * @property {boolean} ownProcesses it sees no processes but its own
 * @property {boolean} byHelper it was locked in by the set-user-ID helper, not by a user namespace of its own
 *
 * @typedef {{ readonly opened: true, readonly colours: number, readonly sandbox: Sandbox }
 *   | { readonly opened: false, readonly said: string }} Started
 */

/**
 * @param {import('./bare-system.mjs').BareSystem} system
 * @param {string} program its path there
 * @param {{ namespaces: boolean }} may whether ordinary users can make user namespaces
 * @returns {Promise<Started>} what it said, if it ended by itself
 * @throws {Error} if it neither shows its window nor ends
 */
export async function startConsole(system, program, { namespaces }) {
  const frameFolder = mkdtempSync(join(tmpdir(), 'burnin-frame-'));
  const display = await startVirtualDisplay({ width: 1280, height: 800, frameFolder });
  const data = join(system.root, 'home', USER.name, '.config/BurnIn Console');
  rmSync(data, { recursive: true, force: true });
  // Nobody listens at port 9: the console says so in its log once it is up.
  const child = system.start(namespaces, [program, '--amqp=amqp://127.0.0.1:9/'], { DISPLAY: display.display });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-MAX_ERROR_CHARACTERS);
  });
  const ended = once(child, 'close');
  try {
    const log = join(data, 'logs/console.log');
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await wait(POLL_MS)) {
      if (child.exitCode !== null || child.signalCode !== null) {
        await ended;
        return { opened: false, said: said.trim() };
      }
      if (!existsSync(log) || !readFileSync(log, 'utf8').includes('RabbitMQ is not connected')) continue;
      const colours = coloursIn(join(frameFolder, 'Xvfb_screen0'));
      const renderer = rendererBelow(child.pid ?? 0);
      if (colours >= DRAWN_COLOURS && renderer !== undefined) return { opened: true, colours, sandbox: sandboxOf(renderer) };
    }
    throw new Error(`${program} showed no window within ${DEADLINE_MS / 1000} s. It said: ${said.trim() || 'nothing'}`);
  } finally {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL');
      await ended;
    }
    await display.stop();
    rmSync(frameFolder, { recursive: true, force: true });
  }
}

/**
 * @param {number} ancestor
 * @returns {number | undefined} the process below it that draws the page
 */
function rendererBelow(ancestor) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return processes.find((pid) => commandOf(pid).includes('--type=renderer') && descends(pid, ancestor));
}

/**
 * @param {number} pid
 * @param {number} ancestor
 */
function descends(pid, ancestor) {
  for (let at = pid; at > 1; at = Number(statusOf(at, 'PPid'))) if (at === ancestor) return true;
  return false;
}

/**
 * @param {number} pid
 * @returns {Sandbox}
 */
function sandboxOf(pid) {
  const userNamespace = readlinkSync(`/proc/${pid}/ns/user`);
  // The bare system itself is one level below this one.
  const levels = statusOf(pid, 'NSpid').split(/\s+/).length;
  return {
    filtered: statusOf(pid, 'Seccomp') === '2' && statusOf(pid, 'NoNewPrivs') === '1',
    ownProcesses: levels > 2,
    byHelper: userNamespace === readlinkSync('/proc/self/ns/user'),
  };
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @param {string} field
 */
function statusOf(pid, field) {
  try {
    return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
