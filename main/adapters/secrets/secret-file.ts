import { text } from '../../../protocol/texts/text';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../domain/errors';

const Entries = z.record(z.string(), z.string());

/** A small file of named texts that only this user account may read. */
export interface SecretFile {
  /** Empty when the file is not there. Rejects with `secretsUnavailable`. */
  read(): Promise<Readonly<Record<string, string>>>;
  /** Null removes the name. Changes are made one after the other. Rejects with `secretsUnavailable`. */
  put(name: string, value: string | null): Promise<void>;
}

export function createSecretFile(file: string): SecretFile {
  let last: Promise<void> = Promise.resolve();

  const read = async (): Promise<Readonly<Record<string, string>>> => {
    try {
      const { mode } = await stat(file);
      if ((mode & 0o077) !== 0) await chmod(file, 0o600);
      return Entries.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return {};
      throw new AppError('secretsUnavailable', text('secrets.fileUnreadable', { file }), {
        cause: withoutContent(cause),
      });
    }
  };

  const put = async (name: string, value: string | null): Promise<void> => {
    // A file that cannot be read any more is replaced: what it held is lost already.
    const entries = new Map(Object.entries(await read().catch(() => ({}))));
    if (value === null) entries.delete(name);
    else entries.set(name, value);
    try {
      await replace(file, JSON.stringify(Object.fromEntries(entries)));
    } catch (cause) {
      throw new AppError('secretsUnavailable', text('secrets.fileNotWritten', { file }), {
        cause,
      });
    }
  };

  return {
    read,
    put(name, value) {
      const done = last.then(() => put(name, value));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/** Whole or not at all, also when the machine stops in between. */
async function replace(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}.new`;
  try {
    const handle = await open(next, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** A JSON error quotes what it could not read, which here may be a password. */
function withoutContent(cause: unknown): unknown {
  return cause instanceof SyntaxError ? new Error('The file is not JSON.') : cause;
}
