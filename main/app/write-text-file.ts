import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../domain/errors';
import type { FileText } from './ports';

/** Writes a whole file or none: to a neighbour first, to disk, then in place. Rejects with `fileFailed`. */
export async function writeTextFile(file: string, text: FileText): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError(
      'fileFailed',
      `${path.basename(file)} cannot be written to ${path.dirname(file)}. Check that the folder exists and has room, or choose another.`,
      { cause: error },
    );
  }
}
