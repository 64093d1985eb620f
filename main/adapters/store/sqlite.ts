/**
 * The part of Node's own `node:sqlite` that is used here. Two implementations have it: the runtime's (Electron 45, Node 22.13 and later)
 * and, where the runtime has none, the package `@photostructure/sqlite`.
 */
export type SqliteValue = null | number | bigint | string | Uint8Array;

export interface SqliteStatement {
  all(...parameters: SqliteValue[]): unknown[];
  get(...parameters: SqliteValue[]): unknown;
  run(...parameters: SqliteValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  columns(): readonly unknown[];
}

export interface SqliteDatabase {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface SqliteConnection extends SqliteDatabase {
  /** A function that SQL may call from now on. */
  function(name: string, run: (...parameters: SqliteValue[]) => SqliteValue): void;
}

export interface SqliteModule {
  readonly DatabaseSync: new (file: string) => SqliteConnection;
}

/** The runtime's own SQLite where there is one, else the package's. */
export async function loadSqlite(): Promise<SqliteModule> {
  // The types know only runtimes that have both.
  const runtime: { getBuiltinModule?(id: 'node:sqlite'): SqliteModule | undefined } = process;
  return runtime.getBuiltinModule?.('node:sqlite') ?? (await import('@photostructure/sqlite'));
}
