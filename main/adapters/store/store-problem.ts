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

/** Whatever went wrong with the database as one sentence that names the file and says what to do. */
export function storeProblem(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError('storeFailed', sentenceFor(resultCode(error), file, error), { cause: error });
}

function sentenceFor(code: number | null, file: string, error: unknown): string {
  switch (code) {
    case BUSY:
    case LOCKED:
      return `The database ${file} is in use by another BurnIn Console or another program. Close that one first, or choose another file.`;
    case READONLY:
      return `The database ${file} is read-only. Give this user the right to write the file and its folder.`;
    case CORRUPT:
    case NOT_A_DATABASE:
      return `The database ${file} is damaged or is no database. Move it aside (with its -wal file), then restore a backup or start with a new one.`;
    case FULL:
      return `The disk that holds the database ${file} is full. Free some space; nothing is acknowledged until it can be stored.`;
    case CANNOT_OPEN:
      return `The database ${file} cannot be opened. Check that its folder exists and that this user may write there.`;
    case IO_ERROR:
      return `The disk that holds the database ${file} reports an error. Check the disk; nothing is acknowledged until it can be stored.`;
    case CONSTRAINT:
      return `The database ${file} refused an entry that contradicts what it holds (${messageOf(error)}).`;
    case null:
    default:
      return `The database ${file} failed: ${messageOf(error)}.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
