import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { visibleJson } from '../../../protocol/visible-text';
import type { Log } from '../../domain/ports/log';
import { createLeveledLog, type LogEntry, type LogOptions } from './leveled-log';

export interface FileLogOptions extends LogOptions {
  readonly file: string;
  /** A file that would grow beyond this is put aside as `file.1`, the one before as `file.2`, and so on. */
  readonly maxBytes?: number;
  /** How many files are kept beside the current one. */
  readonly keep?: number;
}

export interface FileLog extends Log {
  close(): void;
}

/**
 * One JSON object per line: `at` (ISO 8601), `level`, `message`, then the fields. Readable only by the user who runs the program.
 * A disk that is full or gone never stops the program; the count of lost entries is written when the disk is back.
 */
export function createFileLog({ file, maxBytes = 5 * 1024 * 1024, keep = 4, ...options }: FileLogOptions): FileLog {
  let descriptor: number | null = null;
  let size = 0;
  let lost = 0;
  let closed = false;

  const open = (): number => {
    if (descriptor !== null) return descriptor;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    descriptor = openSync(file, 'a', 0o600);
    size = fstatSync(descriptor).size;
    return descriptor;
  };

  const close = () => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };

  const rotate = () => {
    close();
    rmSync(keep === 0 ? file : `${file}.${keep}`, { force: true });
    for (let number = keep - 1; number >= 1; number -= 1) renameIfThere(`${file}.${number}`, `${file}.${number + 1}`);
    if (keep > 0) renameIfThere(file, `${file}.1`);
  };

  const append = (entry: LogEntry) => {
    const line = Buffer.from(
      `${visibleJson(JSON.stringify({ at: new Date(entry.at).toISOString(), level: entry.level, message: entry.message, ...safeFields(entry) }))}\n`,
    );
    open();
    if (size > 0 && size + line.length > maxBytes) rotate();
    size += writeSync(open(), line);
  };

  const write = (entry: LogEntry) => {
    if (closed) return;
    try {
      if (lost > 0) append({ at: entry.at, level: 'warn', message: `${lost} log entries could not be written.`, fields: {} });
      lost = 0;
      append(entry);
    } catch {
      lost += 1;
    }
  };

  return {
    ...createLeveledLog(options, write),
    close() {
      closed = true;
      close();
    },
  };
}

/** A field must not take the place of the entry's own keys. */
function safeFields({ fields }: LogEntry): Readonly<Record<string, unknown>> {
  const taken = new Set(['at', 'level', 'message']);
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [taken.has(key) ? `${key}_` : key, value]));
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
