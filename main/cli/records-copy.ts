import { accessSync, constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from '../../protocol/texts/text';
import type { SqliteStore } from '../adapters/store/create-store';
import { AppError } from '../domain/errors';
import { openRecords } from '../open-records';

/** Opens records to be read only: where they may not be written (a mount, a disc, a colleague's folder), a copy of them. */
export async function openForReading(file: string): Promise<SqliteStore> {
  return canWrite(file) ? openRecords(file) : openCopy(file);
}

/** A private copy, which goes when it is closed; what a newer version changes in older records is changed in it alone. */
export async function openCopy(file: string): Promise<SqliteStore> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-copy-'));
  const gone = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const copy = path.join(folder, path.basename(file));
    await copyFile(file, copy);
    // What a program that was killed left behind belongs to them.
    await copyFile(`${file}-wal`, `${copy}-wal`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    const store = await openRecords(copy);
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

function canWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM';
  }
}
