/** Starting long-running programs so that none of them stays behind, whatever becomes of this process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const GUARDIAN = fileURLToPath(new URL('guardian.mjs', import.meta.url));
const STOP_GRACE_MS = 10_000;

/** @type {ChildProcess | undefined} */
let guardian;

/** @type {Map<number, ChildProcess>} */
const running = new Map();

/** @param {string} line */
function tellGuardian(line) {
  if (guardian === undefined) {
    guardian = spawn(process.execPath, [GUARDIAN], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    guardian.unref();
    const input = /** @type {import('node:net').Socket} */ (guardian.stdin);
    input.unref();
    input.on('error', () => undefined);
  }
  guardian.stdin?.write(`${line}\n`);
}

/**
 * Has a process group that somebody else started (a browser test's Electron, say) stopped when this process ends.
 *
 * @param {number} groupId
 */
export function guardGroup(groupId) {
  tellGuardian(`group ${groupId}`);
}

/**
 * Has a folder removed when this process ends.
 *
 * @param {string} folder an absolute path
 */
export function guardFolder(folder) {
  tellGuardian(`folder ${folder}`);
}

/**
 * Starts a program in its own process group. It ends with this process at the latest.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {ChildProcess}
 */
export function startProgram(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'ignore', ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    guardGroup(pid);
    running.set(pid, child);
    child.once('exit', () => {
      // What the program itself left running in its group goes with it.
      signalGroup(pid, 'SIGTERM');
      running.delete(pid);
      tellGuardian(`forget ${pid}`);
    });
  }
  return child;
}

/**
 * Stops a program started by {@link startProgram}: asks it (and it asks its children) first, insists after ten seconds, and
 * takes away what is left of its group. Fine to call twice.
 *
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export async function stopProgram(child, signal = 'SIGTERM') {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const patience = new AbortController();
  const insist = wait(STOP_GRACE_MS, undefined, { signal: patience.signal }).then(
    () => signalGroup(pid, 'SIGKILL'),
    () => undefined,
  );
  await ended;
  patience.abort();
  await insist;
}

/** Stops every program that is still running, the youngest first. */
export async function stopAllPrograms() {
  for (const child of [...running.values()].toReversed()) await stopProgram(child);
}

let ending = false;

/** @returns {boolean} whether a signal is ending this process, so that whatever fails now does so because of that */
export function endsBySignal() {
  return ending;
}

/** Lets Ctrl-C, SIGTERM and a closed terminal end this process in good order, its programs first. */
export function stopProgramsOnSignal() {
  /** @type {Readonly<Record<string, number>>} */
  const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      ending = true;
      void stopAllPrograms().finally(() => process.exit(code));
    });
  }
}

/**
 * @param {number} groupId
 * @param {NodeJS.Signals} signal
 */
function signalGroup(groupId, signal) {
  try {
    process.kill(-groupId, signal);
  } catch {
    // The whole group has ended already.
  }
}
