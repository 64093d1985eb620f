import { readFile } from 'node:fs/promises';
import type { OpenWindow } from './console-window';

/** Memory of one process, MB. */
interface ProcessMemory {
  /** All that is in memory, pages shared with other processes among it. */
  readonly residentMb: number;
  /** Its own alone. */
  readonly privateMb: number;
}

export interface WindowMemory {
  readonly main: ProcessMemory;
  readonly renderer: ProcessMemory;
}

/** Reads what the kernel counts for an Electron's main process and for its window (Linux). */
export async function readWindowMemory({ electron }: OpenWindow): Promise<WindowMemory> {
  const processes = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
  const memoryOf = async (wanted: string): Promise<ProcessMemory> => {
    const found = processes.find(({ type }) => type === wanted);
    if (found === undefined) throw new Error(`Electron runs no process of type ${wanted}.`);
    return readProcessMemory(found.pid);
  };
  return { main: await memoryOf('Browser'), renderer: await memoryOf('Tab') };
}

async function readProcessMemory(pid: number): Promise<ProcessMemory> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1_024;
  return { residentMb: megabytes('Rss'), privateMb: megabytes('Private_Clean') + megabytes('Private_Dirty') };
}
