import { text } from '../../../protocol/texts/text';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../domain/errors';
import type { FileText } from '../ports';

/** Writes a whole file or none: to a neighbour first, to disk, then in place. Rejects with `fileFailed`. */
export async function writeTextFile(file: string, content: FileText): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w', 0o644);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw cannotWrite(file, error);
  }
}

/** Rejects with `fileFailed` where `writeTextFile` would for want of a folder or of rights, before there is anything to write. */
export async function checkWritable(file: string): Promise<void> {
  const folder = path.dirname(file);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    if (!(await stat(folder)).isDirectory()) throw new Error('its folder is a file');
  } catch (error) {
    throw cannotWrite(file, error);
  }
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory() === true) throw new AppError('fileFailed', text('file.isFolder', { path: file }));
}

function cannotWrite(file: string, cause: unknown): AppError {
  return new AppError('fileFailed', text('file.cannotBeWritten', { file: path.basename(file), folder: path.dirname(file) }), {
    cause,
  });
}
