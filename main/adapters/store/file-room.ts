import type { RecordsRoom } from '../../domain/records/records-room';
import type { SqliteDatabase } from './sqlite';

/** Pages that are given back to the file system in one step. */
const PAGES_TOGETHER = 512;

/** Gives free pages back to the file system, outside of a transaction; nothing where the file was made by a version that could not. */
export function shrinkStep(db: SqliteDatabase): boolean {
  const free = (): number => pragma(db, 'freelist_count');
  const before = free();
  if (before === 0) return false;
  db.exec(`pragma incremental_vacuum(${PAGES_TOGETHER})`);
  return free() < before;
}

/** Writes the file again, so that it is as small as what it holds and can be shrunk from then on. */
export function compactFile(db: SqliteDatabase): void {
  db.exec('pragma auto_vacuum = incremental');
  db.exec('vacuum');
  db.exec('pragma wal_checkpoint(truncate)');
}

export function roomInside(db: SqliteDatabase): Pick<RecordsRoom, 'fileBytes' | 'freeInsideBytes'> {
  const pageBytes = pragma(db, 'page_size');
  return { fileBytes: pragma(db, 'page_count') * pageBytes, freeInsideBytes: pragma(db, 'freelist_count') * pageBytes };
}

function pragma(db: SqliteDatabase, name: 'page_size' | 'page_count' | 'freelist_count'): number {
  return (db.prepare(`pragma ${name}`).get() as Readonly<Record<string, number>>)[name] ?? 0;
}
