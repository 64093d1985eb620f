import { spawn } from 'node:child_process';
import path from 'node:path';

/** Debian's own Python: the one that has Debian's python3-pika. */
const PYTHON = '/usr/bin/python3';

export interface PythonPeer {
  /** Every line printed after `ready`. */
  readonly lines: string[];
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a legacy program and waits until it says `ready`. Rejects with what it printed when it ends before. */
export async function startPython(script: string, args: readonly string[]): Promise<PythonPeer> {
  const child = spawn(PYTHON, [path.join(import.meta.dirname, '..', 'legacy', script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let complaints = '';
  let rest = '';
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        if (line === 'ready') resolve();
        else lines.push(line);
      }
    });
    child.once('error', reject);
    void exited.then((code) => reject(new Error(`${script} ended with ${code}: ${complaints}`)));
  });
  return {
    lines,
    exited,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
