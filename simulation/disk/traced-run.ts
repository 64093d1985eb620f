import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Task } from './store-program';
import { readSystemCalls, type SystemCall, TRACED_CALLS, UNEXPECTED_CALLS } from './system-calls';

/** Longer than any string that a program of ours writes at once. */
const WHOLE_STRINGS = 64 * 1024 * 1024;
const MAX_SECONDS = 120;

export interface Programs {
  readonly storeProgram: string;
  /** Empty: the program writes in its own thread, whose calls strace counts on from one opening to the next. */
  readonly writerWorker: string;
}

/** A call that answers EIO, as a disk with a bad place does. */
export interface FailingCall {
  readonly call: FailableCall;
  /** The first time that it fails, counted from 1. */
  readonly from: number;
  /** Only this once, or from then on. */
  readonly lasting: boolean;
}

export type FailableCall = 'pwrite64' | 'fsync' | 'fdatasync' | 'ftruncate';

export interface TracedRun {
  readonly calls: readonly SystemCall[];
  /** What the program said, a line each. */
  readonly said: readonly string[];
  /** Null when it ended by itself and well. */
  readonly ended: string | null;
}

/** Runs the store's program under strace. @throws Error with one sentence when it cannot be run or traced */
export async function traceStoreProgram(
  { storeProgram, writerWorker }: Programs,
  file: string,
  task: Task,
  failing: FailingCall | null = null,
): Promise<TracedRun> {
  const trace = `${file}.trace`;
  const calls = [...TRACED_CALLS, ...UNEXPECTED_CALLS].join(',');
  const inject =
    failing === null ? [] : ['-e', `inject=${failing.call}:error=EIO:when=${failing.from}${failing.lasting ? '+' : ''}`];
  const flags = ['-f', '-y', '-xx', '-qq', '-s', String(WHOLE_STRINGS), '-e', `trace=${calls}`, '-e', 'signal=none'];
  const program = [process.execPath, storeProgram, file, writerWorker, JSON.stringify(task)];
  const child = spawn('strace', [...flags, ...inject, '-o', trace, ...program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MAX_SECONDS * 1_000,
    killSignal: 'SIGKILL',
  });
  const [output, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')]);
  const { exitCode, signalCode } = child;
  const ended = exitCode === 0 && errors === '' ? null : `${signalCode ?? `exit code ${exitCode}`}: ${errors.slice(0, 500)}`;
  const said = output.split('\n').filter((line) => line !== '');
  const lines = createInterface({ input: createReadStream(trace, 'latin1') });
  return { calls: await readSystemCalls(lines, dirname(file)), said, ended };
}

/** Why calls cannot be traced here, as one sentence; null when they can. */
export async function whyNotTraceable(): Promise<string | null> {
  const child = spawn('strace', ['-qq', '-o', join('/dev', 'null'), 'true'], { stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  if (code === 0) return null;
  return code === null
    ? 'strace is not installed, so nobody can watch what the store does to the disk.'
    : 'This system does not let strace watch programs, so nobody can watch what the store does to the disk.';
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
