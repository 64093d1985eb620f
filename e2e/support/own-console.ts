import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import type { HostConfig } from '../faults/harness/console-host';
import { ConsoleProcess, type Launch } from '../faults/harness/console-process';

/** Builds the console for a process of its own as it is now, so that no test runs an old one. */
export async function buildOwnConsole(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', '--only', 'faults']);
}

/**
 * Starts the console without its window in a process of its own, which `launch` may put elsewhere. It ends with the test at the latest,
 * and must not have ended by itself.
 */
export async function startOwnConsole(config: HostConfig, launch: Launch = {}): Promise<ConsoleProcess> {
  const broke: string[] = [];
  const host = path.resolve('out/faults/console.cjs');
  const console = new ConsoleProcess(config, { ...launch, host }, (sentence) => broke.push(sentence));
  onTestFinished(async () => {
    await console.kill();
    expect(broke).toEqual([]);
  });
  await console.open();
  return console;
}
