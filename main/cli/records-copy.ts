import { accessSync, constants, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from '../../protocol/texts/text';
import type { SqliteStore } from '../adapters/store/create-store';
import { copyRecords } from '../adapters/store/copy-records';
import { AppError } from '../domain/errors';
import { openRecords } from '../open-records';
import { END_SIGNALS } from './interrupts';
import { openForWriting } from './opened-records';

/** Opens records to be read only: where they may not be written (a mount, a disc, a colleague's folder), a copy of them. */
export async function openForReading(file: string, say: (line: string) => void): Promise<SqliteStore> {
  return canWrite(file) ? openForWriting(file, say) : openCopy(file);
}

/** A private copy, which goes when it is closed, or the program is ended; what a newer version changes in older records is changed in it alone. */
export async function openCopy(file: string): Promise<SqliteStore> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-copy-'));
  const onSignal = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    forgetSignals();
    process.kill(process.pid, signal);
  };
  const forgetSignals = (): void => END_SIGNALS.forEach((signal) => process.removeListener(signal, onSignal));
  for (const signal of END_SIGNALS) process.on(signal, onSignal);
  const gone = async (): Promise<void> => {
    forgetSignals();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const copy = path.join(folder, path.basename(file));
    await copyRecords(file, copy);
    const store = await openRecords(copy).catch((error: unknown) => {
      throw ofTheCopy(error, file);
    });
    return {
      ...store,
      // The copy lies on another disk.
      room: async () => ({ ...(await store.room()), diskFreeBytes: null }),
      close: async () => {
        try {
          await store.close();
        } finally {
          await gone();
        }
      },
    };
  } catch (error) {
    await gone();
    if (error instanceof AppError) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new AppError('storeFailed', text('store.notCopied', { file, folder: os.tmpdir(), code }), { cause: error });
  }
}

/** Nobody is told to move something aside that is only read here. */
function ofTheCopy(error: unknown, file: string): unknown {
  const isUnreadable = error instanceof AppError && error.texts.some(({ code }) => code === 'store.damaged');
  return isUnreadable ? new AppError('storeFailed', text('store.copyUnreadable', { file }), { cause: error }) : error;
}

/** Whether this user may write to records. */
export function canWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM';
  }
}
