import type { SqliteDatabase, SqliteStatement, SqliteValue } from '../../main/adapters/store/sqlite';

const WAYS = ['all', 'get', 'run'] as const;

interface Entry {
  readonly sql: string;
  /** `exec`: without parameters and without an answer. */
  readonly way: (typeof WAYS)[number] | 'exec';
  readonly values: readonly SqliteValue[];
}

/** Every statement that one database was given, to be given to another one. */
export class StatementLog {
  readonly #entries: Entry[] = [];

  /** The same database, watched. */
  watch(db: SqliteDatabase): SqliteDatabase {
    return {
      get isTransaction() {
        return db.isTransaction;
      },
      exec: (sql) => {
        this.#entries.push({ sql, way: 'exec', values: [] });
        db.exec(sql);
      },
      prepare: (sql) => this.#watchStatement(sql, db.prepare(sql)),
      close: () => db.close(),
    };
  }

  #watchStatement(sql: string, statement: SqliteStatement): SqliteStatement {
    const watched = { columns: () => statement.columns() } as SqliteStatement;
    for (const way of WAYS)
      watched[way] = ((...values: SqliteValue[]) => {
        this.#entries.push({ sql, way, values });
        return statement[way](...values);
      }) as never;
    return watched;
  }

  /** Gives them to a database in their order; what it refuses it refused before. @returns how many there are */
  giveTo(db: SqliteDatabase): number {
    for (const { sql, way, values } of this.#entries) {
      try {
        if (way === 'exec') db.exec(sql);
        else db.prepare(sql)[way](...values);
      } catch {
        // A world tries what is refused, too.
      }
    }
    return this.#entries.length;
  }
}
