import { statSync } from 'node:fs';
import { isNewest } from './migrations';
import { loadSqlite, type SqliteConnection } from './sqlite';

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

/**
 * Only reads. Null where there are no records, or whoever opens them has to say what is wrong with them.
 *
 * It prepares no statement: with `@photostructure/sqlite` one keeps the connection open until it is garbage, and whoever opens the file next would
 * find it in use.
 */
export async function lookBeforeOpening(file: string): Promise<RecordsBefore | null> {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
  const { DatabaseSync } = await loadSqlite();
  let db: SqliteConnection | null = null;
  const told = new Map<string, Map<string, unknown>>();
  try {
    db = new DatabaseSync(file);
    db.exec('pragma query_only = on');
    db.function('tell', (what, name, value) => {
      const known = told.get(String(what)) ?? new Map<string, unknown>();
      told.set(String(what), known.set(String(name), value));
      return null;
    });
    db.exec(TELLS);
    const only = (what: string): number => Number(told.get(what)?.get('') ?? 0);
    return {
      setting: (name) => {
        const value = told.get('setting')?.get(name);
        return typeof value === 'string' ? value : null;
      },
      isUsed: only('used') === 1,
      isCurrent: isNewest(only('version')),
    };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
