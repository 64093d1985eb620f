import { statSync } from 'node:fs';
import { isNewest } from './migrations';
import { loadSqlite, type SqliteConnection } from './sqlite';
import { ToldValues } from './told-values';

/** What a file of records is before it is opened, which brings it to the newest schema. */
export interface RecordsBefore {
  /** A setting as it stands there. */
  readonly setting: (name: string) => string | null;
  /** Whether a console was ever started with it, or anything is on record. */
  readonly isUsed: boolean;
  /** Whether it has the newest schema. */
  readonly isCurrent: boolean;
}

const TELLS = `select tell('setting', name, value) from setting;
  select tell('used', '', exists (select 1 from setting where name in ('consoleId', 'settings'))
    or exists (select 1 from operation) or exists (select 1 from person) or exists (select 1 from event));
  select tell('version', '', user_version) from pragma_user_version`;

/** Only reads, and locks nothing. Null where there are no records, or whoever opens them has to say what is wrong with them. */
export async function lookBeforeOpening(file: string): Promise<RecordsBefore | null> {
  const { DatabaseSync } = await loadSqlite();
  let db: SqliteConnection | null = null;
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
    db = new DatabaseSync(file);
    db.exec('pragma query_only = on');
    const told = new ToldValues(db, TELLS);
    return {
      setting: (name) => {
        const value = told.of('setting', name);
        return typeof value === 'string' ? value : null;
      },
      isUsed: told.numberOf('used') === 1,
      isCurrent: isNewest(told.numberOf('version')),
    };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
