import type { SqliteConnection, SqliteValue } from './sqlite';

/**
 * What `select tell(what, name, value) …` tells, without a prepared statement: with `@photostructure/sqlite` one keeps the connection, and with it
 * its lock, until it is garbage, and whoever opens the file next would find it in use.
 */
export class ToldValues {
  readonly #told = new Map<string, Map<string, SqliteValue>>();

  constructor(db: SqliteConnection, sql: string) {
    db.function('tell', (what, name, value) => {
      const known = this.#told.get(String(what)) ?? new Map<string, SqliteValue>();
      this.#told.set(String(what), known.set(String(name), value ?? null));
      return null;
    });
    db.exec(sql);
  }

  of(what: string, name = ''): SqliteValue {
    return this.#told.get(what)?.get(name) ?? null;
  }

  numberOf(what: string): number {
    return Number(this.of(what) ?? 0);
  }
}
