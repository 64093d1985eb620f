import { text } from '../../../protocol/texts/text';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../domain/errors';
import { assertKnownRules } from './known-rules';
import { assertOurs, migrate } from './migrations';
import { loadSqlite, type SqliteConnection, type SqliteDatabase } from './sqlite';
import { isInUse, storeProblem } from './store-problem';
import { ToldValues } from './told-values';

/** SQLite before this version can damage a write-ahead log that two connections reset at once. */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** SQLite's name for a database that is no file. */
const IN_MEMORY = ':memory:';
/** How long to wait for another process that is just closing the file. */
const LOCK_WAIT_MS = 1_000;
const MAX_WAL_BYTES = 64 * 1024 * 1024;
/** The write-ahead log goes into the database file when it has so many pages (16 MiB): a page that changes often is written there once. */
const CHECKPOINT_PAGES = 4_096;
/** Holds what one group of commits changes, so that nothing of it is written twice, and the indexes of a large device registry. Taken only as it is needed. */
const PAGE_CACHE_KIB = 32 * 1024;

/**
 * Opens the database file for this process alone, creates it (mode 0600, new folders 0700) or brings it to the newest schema.
 *
 * The file lock is the operating system's: it goes with the process that holds it, also when that is killed.
 * @throws AppError `storeFailed` with one sentence: in use, read-only, damaged, no database of ours, or from a newer version
 */
export async function openDatabase(file: string): Promise<SqliteDatabase> {
  const { DatabaseSync } = await loadSqlite();
  let db: SqliteConnection | null = null;
  let ours = false;
  try {
    createPrivately(file);
    db = new DatabaseSync(file);
    db.exec(`pragma busy_timeout = ${LOCK_WAIT_MS}`);
    assertVersion(db);
    assertOurs(db, file);
    ours = true;
    // Only new files can do it; others are shrunk when they are written again.
    db.exec('pragma auto_vacuum = incremental');
    db.exec('pragma locking_mode = exclusive');
    db.exec('pragma journal_mode = wal');
    // Without it a commit would not be on disk when it returns.
    db.exec('pragma synchronous = full');
    db.exec('pragma foreign_keys = on');
    db.exec(`pragma journal_size_limit = ${MAX_WAL_BYTES}`);
    db.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
    // What a savepoint may have to put back is kept in memory: otherwise each changed page is written to a file first.
    db.exec('pragma temp_store = memory');
    // Takes the lock now rather than with the first write.
    db.exec('begin immediate; commit');
    migrate(db);
    assertKnownRules(db, file);
    syncFolderOf(file);
    db.exec('pragma busy_timeout = 5000');
    return db;
  } catch (error) {
    const problem = storeProblem(error, file);
    // What belongs to others is left as it is; of ours nothing stays locked that is half open. Until it is locked, no statement was prepared.
    if (db !== null && ours && !isInUse(error)) closeAfterFailure(db);
    else db?.close();
    throw problem;
  }
}

/**
 * Closes the database: everything is in the one file then, which may be copied.
 *
 * With `@photostructure/sqlite` a prepared statement keeps the connection, and with it the lock, until it is garbage; so the lock is given
 * up first, which is possible outside the write-ahead mode only.
 */
export function closeDatabase(db: SqliteDatabase): void {
  try {
    const problem = leavesWal(db);
    // An error of the disk may pass, and the next to open the file would be told that it is in use.
    if (problem !== null && leavesWal(db) !== null) throw problem;
  } finally {
    db.close();
  }
}

/**
 * Reading at the end gives the lock up, and lets SQLite recover from an error before it.
 * @returns why the write-ahead log could not be left; null when it is
 */
function leavesWal(db: SqliteDatabase): Error | null {
  let problem: Error | null = null;
  try {
    db.exec('pragma journal_mode = delete');
  } catch (error) {
    problem = asError(error);
  }
  try {
    db.exec('pragma locking_mode = normal');
    db.prepare('select count(*) from sqlite_schema').get();
    const { journal_mode: mode } = db.prepare('pragma journal_mode').get() as { readonly journal_mode: string };
    // It may have stayed also where nothing was thrown.
    return mode === 'wal' ? (problem ?? new Error('disk I/O error')) : null;
  } catch (error) {
    return problem ?? asError(error);
  }
}

/**
 * SQLite syncs the folder when it has made the write-ahead log, and takes no notice when that fails (`unixSync` in its `os_unix.c`): after a
 * power cut the log would be gone, with all commits in it.
 */
function syncFolderOf(file: string): void {
  if (file === IN_MEMORY || process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Whatever closing has to say after a failure is no news. */
export function closeAfterFailure(db: SqliteDatabase): void {
  try {
    closeDatabase(db);
  } catch {
    // The failure before it is what is reported.
  }
}

/** Never opens a file that exists: closing it again would drop this process's own lock on it. */
function createPrivately(file: string): void {
  if (file === IN_MEMORY) return;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (!existsSync(file)) closeSync(openSync(file, 'ax', 0o600));
    // Only a file of ours is made private: the path may name a folder that others use.
    if (statSync(file).isFile()) chmodSync(file, 0o600);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new AppError('storeFailed', text('store.notOpened', { file, code }), { cause: error });
  }
}

function assertVersion(db: SqliteConnection): void {
  const version = String(new ToldValues(db, `select tell('version', '', sqlite_version())`).of('version'));
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((oldest, index) => (parts[index] ?? 0) - oldest).find((step) => step !== 0) ?? 0;
  if (difference < 0) {
    throw new AppError('storeFailed', text('store.oldSqlite', { version, needed: OLDEST_SQLITE.join('.') }));
  }
}
