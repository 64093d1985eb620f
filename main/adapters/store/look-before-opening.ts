import { statSync } from 'node:fs';
import { isCurrent } from './migrations';
import { loadSqlite, type SqliteDatabase } from './sqlite';

/** What a file of records is before it is opened, which brings it to the newest schema. */
export interface RecordsBefore {
  /** A setting as it stands there. */
  readonly setting: (name: string) => string | null;
  /** Whether a console was ever started with it, or anything is on record. */
  readonly isUsed: boolean;
  /** Whether it has the newest schema. */
  readonly isCurrent: boolean;
}

const TRACES = `select exists (select 1 from setting where name in ('consoleId', 'settings'))
  or exists (select 1 from operation) or exists (select 1 from person) or exists (select 1 from event) as used`;

/** Only reads. Null where there are no records, or whoever opens them has to say what is wrong with them. */
export async function lookBeforeOpening(file: string): Promise<RecordsBefore | null> {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
  const { DatabaseSync } = await loadSqlite();
  let db: SqliteDatabase | null = null;
  try {
    db = new DatabaseSync(file);
    db.exec('pragma query_only = on');
    const settings = db.prepare('select name, value from setting').all() as { readonly name: string; readonly value: string }[];
    const { used } = db.prepare(TRACES).get() as { readonly used: number };
    return {
      setting: (name) => settings.find((one) => one.name === name)?.value ?? null,
      isUsed: used === 1,
      isCurrent: isCurrent(db),
    };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
