/**
 * A small process that outlives its parent by a moment: when the parent ends, however it ends, it stops the process
 * groups and removes the folders that it was told about. Started by `child-processes.mjs`; not meant to be run by hand.
 *
 * Its parent writes lines to its standard input: `group PID`, `forget PID`, `folder PATH`. The end of the input is the sign.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const GRACE_MS = 5_000;
const groups = /** @type {Set<number>} */ (new Set());
const folders = /** @type {Set<string>} */ (new Set());

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', ...rest] = line.split(' ');
  const value = rest.join(' ');
  if (word === 'group') groups.add(Number(value));
  else if (word === 'forget') groups.delete(Number(value));
  else if (word === 'folder') folders.add(value);
}

for (const group of groups) signalGroup(group, 'SIGTERM');
const deadline = Date.now() + GRACE_MS;
while (Date.now() < deadline && [...groups].some((group) => signalGroup(group, 0))) await wait(50);
for (const group of groups) signalGroup(group, 'SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
