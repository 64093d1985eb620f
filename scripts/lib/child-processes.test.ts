import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';

const MODULE = new URL('child-processes.mjs', import.meta.url).href;
const parents: ChildProcess[] = [];

/** A process that starts a program and a program of that program, guards a folder, and waits. */
async function startParent(): Promise<{ parent: ChildProcess; pids: readonly number[]; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'burnin-guarded-'));
  const script = `
    import { guardFolder, startProgram, stopProgramsOnSignal } from ${JSON.stringify(MODULE)};
    stopProgramsOnSignal();
    guardFolder(${JSON.stringify(folder)});
    const child = startProgram('sh', ['-c', 'sleep 600 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (pid) => console.log(JSON.stringify([child.pid, Number(pid)])));
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  parents.push(parent);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, pids: JSON.parse(line.toString()) as number[], folder };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
});

describe('programs started by a script', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'end with it, children and folders too, when it gets %s',
    async (signal) => {
      const { parent, pids, folder } = await startParent();
      expect(pids.map(isRunning)).toEqual([true, true]);

      parent.kill(signal);

      await vi.waitFor(() => {
        expect(pids.map(isRunning)).toEqual([false, false]);
        expect(existsSync(folder)).toBe(false);
      }, 8_000);
    },
    10_000,
  );
});
