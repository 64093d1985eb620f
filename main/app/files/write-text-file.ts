import { randomBytes } from 'node:crypto';
import { type BigIntStats, constants, fstatSync } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { FileContent } from '../ports';
import { placeOf, requireNotTaken, type TakenFile } from './taken-files';

/** Other names of descriptors that are open. */
const DESCRIPTOR = /^\/(?:dev|proc\/[^/]+)\/fd\//;

/**
 * Writes a whole file or none: to a neighbour first, to disk, then in place. A link stays and leads to what is written. What is no
 * file to be replaced (a device, a pipe, what the program's output goes to) is written to as it is. Rejects with `fileFailed`.
 */
export async function writeTextFile(file: string, content: FileContent): Promise<void> {
  try {
    const there = await stat(file, { bigint: true }).catch(() => null);
    if (there !== null && isWrittenThrough(file, there)) await writeThrough(file, there, content);
    else await replace(await placeOf(file), content);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw cannotWrite(file, error);
  }
}

/**
 * Rejects with `fileFailed` where `writeTextFile` would for want of a folder or of rights, before there is anything to write; and where
 * the file is one that the program keeps or reads.
 */
export async function checkWritable(file: string, taken: readonly TakenFile[]): Promise<void> {
  await requireNotTaken(file, taken);
  const there = await stat(file, { bigint: true }).catch(() => null);
  if (there?.isDirectory() === true) throw new AppError('fileFailed', text('file.isFolder', { path: file }));
  try {
    if (there !== null && isWrittenThrough(file, there)) {
      await access(file, constants.W_OK);
      return;
    }
    const folder = path.dirname(await placeOf(file));
    await access(folder, constants.W_OK | constants.X_OK);
    if (!(await stat(folder)).isDirectory()) throw new Error('its folder is a file');
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function isWrittenThrough(file: string, there: BigIntStats): boolean {
  return !there.isFile() || DESCRIPTOR.test(path.resolve(file)) || ownOutput(there) !== null;
}

/** What of this program's own output a file is, perhaps under another name. */
function ownOutput({ dev, ino }: BigIntStats): NodeJS.WritableStream | null {
  for (const [descriptor, stream] of [
    [1, process.stdout],
    [2, process.stderr],
  ] as const)
    try {
      const open = fstatSync(descriptor, { bigint: true });
      if (open.dev === dev && open.ino === ino) return stream;
    } catch {
      // A program without a terminal may have none.
    }
  return null;
}

/** Behind whatever stands there: a shell may have begun the file that its output goes to. */
async function writeThrough(file: string, there: BigIntStats, content: FileContent): Promise<void> {
  const output = ownOutput(there);
  if (output !== null) {
    for await (const part of typeof content === 'string' || content instanceof Uint8Array ? [content] : content)
      await new Promise<void>((resolve, reject) => {
        output.write(part, (error) => (error === undefined || error === null ? resolve() : reject(error)));
      });
    return;
  }
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

async function replace(file: string, content: FileContent): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(part, 'wx', 0o644);
  try {
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

function cannotWrite(file: string, cause: unknown): AppError {
  return new AppError('fileFailed', text('file.cannotBeWritten', { file: path.basename(file), folder: path.dirname(file) }), {
    cause,
  });
}
