import { createPacks } from '../packs';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from '../sqlite';

/** Prepared statements by their text, each prepared when it is first needed. */
export interface Statements {
  /** All rows. */
  all<Row>(sql: string, ...values: SqliteValue[]): readonly Row[];
  /** The first row, or null. */
  first<Row>(sql: string, ...values: SqliteValue[]): Row | null;
  /** How many rows it changed. */
  run(sql: string, ...values: SqliteValue[]): number;
  /** Inserts a row, its keys as columns, always the same ones for a table. @param conflict what stands after the values */
  insert(table: string, row: object, conflict?: string): void;
}

/** JSON that is packed once it has rested for a while; read as it was written. */
const PACKED_COLUMNS = ['body', 'command', 'answer', 'source'];

export function createStatements(db: SqliteDatabase): Statements {
  const prepared = new Map<string, SqliteStatement>();
  const insertions = new Map<string, SqliteStatement>();
  const statement = (sql: string): SqliteStatement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const fresh = db.prepare(sql);
    prepared.set(sql, fresh);
    return fresh;
  };
  const packs = createPacks(db);
  const whole = <Row extends object>(row: Row): Row => {
    for (const name of PACKED_COLUMNS) {
      const value: unknown = Reflect.get(row, name);
      if (typeof value === 'string') Reflect.set(row, name, packs.text(value));
    }
    return row;
  };
  return {
    all: <Row>(sql: string, ...values: SqliteValue[]) =>
      statement(sql)
        .all(...values)
        .map((row) => whole(row as Row & object)),
    first: <Row>(sql: string, ...values: SqliteValue[]) => {
      const row = statement(sql).get(...values);
      return row === undefined ? null : whole(row as Row & object);
    },
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    insert(table, row, conflict = '') {
      const name = `${table} ${conflict}`;
      let insertion = insertions.get(name);
      if (insertion === undefined) {
        const columns = Object.keys(row);
        const sql = `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) ${conflict}`;
        insertion = db.prepare(sql);
        insertions.set(name, insertion);
      }
      insertion.run(...(Object.values(row) as SqliteValue[]));
    },
  };
}
