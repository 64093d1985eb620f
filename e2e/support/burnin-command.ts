import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

/** For a test that starts the command dozens of times, on a machine with little time for it. */
export const MANY_STARTS_MS = 240_000;

const COMMAND = path.resolve('out/cli/burnin.cjs');

/** Builds the command as it is released, so that no test runs an old one. */
export async function buildBurnin(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', '--only', 'cli']);
}

export interface RunningCommand {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts `burnin` as a process of its own. It ends with the test at the latest. @param before a program that starts it, with its words */
export function startBurnin(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  before: readonly string[] = [],
): RunningCommand {
  const [program = process.execPath, ...words] = [...before, process.execPath, COMMAND, ...args];
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { child, stdout: () => out, stderr: () => errors, ended, kill };
}
