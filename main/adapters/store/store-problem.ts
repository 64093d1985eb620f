import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { text, type Text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';

const PRIMARY_CODE = 0xff;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const TOO_BIG = 18;
const CONSTRAINT = 19;
/** Of `READONLY`: the file is not the one any more that was opened. */
const MOVED = 1032;
const NOT_A_DATABASE = 26;

/** SQLite's own words, for errors that come without a code. */
const CODES_BY_MESSAGE = new Map([
  ['database disk image is malformed', CORRUPT],
  ['file is not a database', NOT_A_DATABASE],
  ['database or disk is full', FULL],
  ['disk I/O error', IO_ERROR],
]);

/** SQLite's primary result code of an error that it threw; null for any other error. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & PRIMARY_CODE;
  return CODES_BY_MESSAGE.get(error.message) ?? null;
}

function isMoved(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === MOVED;
}

/** True when the error concerns one commit only and the transaction around it is unharmed. */
export function concernsOneCommitOnly(error: unknown): boolean {
  const code = resultCode(error);
  return code === null || code === CONSTRAINT || code === TOO_BIG;
}

/** True when another connection has the database. */
export function isInUse(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** Whatever went wrong with the database: what is said of it names the file and says what to do. */
export function storeProblem(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError('storeFailed', textFor(resultCode(error), file, error), { cause: error });
}

function textFor(code: number | null, file: string, error: unknown): Text {
  if (isMoved(error)) return text('store.moved', { file });
  switch (code) {
    case BUSY:
    case LOCKED:
      return text('store.inUse', { file });
    case READONLY:
      return text('store.readOnly', { file });
    case CORRUPT:
    case NOT_A_DATABASE:
      return text('store.damaged', { file });
    case FULL:
      return text('store.diskFull', { file });
    case CANNOT_OPEN:
      return text(isFull(file) ? 'store.diskFull' : 'store.cannotOpen', { file });
    case IO_ERROR:
      return text(isFull(file) ? 'store.diskFull' : 'store.diskError', { file });
    case CONSTRAINT:
      return text('store.contradiction', { file, error: messageOf(error) });
    case null:
    default:
      return text('store.failed', { file, error: messageOf(error) });
  }
}

/** SQLite calls it an error of the disk, or of opening, when there is no room for the files that it makes beside the database. */
const ROOM_OF_ITS_FILES = 64 * 1024;

function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < ROOM_OF_ITS_FILES;
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
