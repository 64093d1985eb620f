import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

/** Gives `work` a new folder beside the running bundle, on the checkout's own disk (a temporary folder may be in memory). */
export async function withRecordsFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(__dirname, 'records-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
