import { copyFile, open, rm, stat } from 'node:fs/promises';
import { setTimeout as passed } from 'node:timers/promises';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';

const TRIES = 12;
const BETWEEN_TRIES_MS = 250;
/** The times of files are no finer than this on any file system that has a clock of its own. */
const TICK_MS = 20;
/** Of a write-ahead log: a new one, or one that begins again, has another. */
const WAL_HEADER_BYTES = 32;

/**
 * Copies records with what stands in their write-ahead log, also while another program writes to them: what is only appended to that log
 * meanwhile may be missing, and what is half written at its end is left out when the copy is opened. But while the log goes into the file,
 * nothing fits together.
 * @throws AppError `storeFailed` when that was so each time; the system's own error when they cannot be read
 */
export async function copyRecords(file: string, copy: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await passed(BETWEEN_TRIES_MS);
    const before = await traitsOf(file);
    await copyFile(file, copy);
    const isThere = await whereThere(copyFile(`${file}-wal`, `${copy}-wal`));
    if (isThere === null) await rm(`${copy}-wal`, { force: true });
    const after = await traitsOf(file);
    // Something that was written in the same tick as the look before it would not be seen.
    if (before.text === after.text && Math.abs(before.at - before.changedAt) > TICK_MS) return;
  }
  throw new AppError('storeFailed', text('store.beingWritten', { file }));
}

interface Traits {
  readonly text: string;
  readonly at: number;
  readonly changedAt: number;
}

/** What differs when the log went into the file, or began again. */
async function traitsOf(file: string): Promise<Traits> {
  const at = Date.now();
  const { size, mtimeNs, ino } = await stat(file, { bigint: true });
  const log = await whereThere(headerOf(`${file}-wal`));
  return { text: [size, mtimeNs, ino, log ?? 'none'].join(' '), at, changedAt: Number(mtimeNs / 1_000_000n) };
}

async function headerOf(log: string): Promise<string> {
  const handle = await open(log);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(WAL_HEADER_BYTES), 0, WAL_HEADER_BYTES, 0);
    return buffer.toString('hex', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Null where the file is not there. */
async function whereThere<T>(work: Promise<T>): Promise<T | true | null> {
  try {
    return (await work) ?? true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
