import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite';

/**
 * Lets Kysely query a database of the `node:sqlite` kind. For reading: transactions belong to the commit writer, which shares the one connection
 * and never leaves a transaction open between two turns of the event loop.
 */
export function createSqliteDialect(db: SqliteDatabase): Dialect {
  const connection = createConnection(db);
  const noTransactions = () =>
    Promise.reject(new Error('Write through the commit writer: it owns the transactions of this connection.'));
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: noTransactions,
    commitTransaction: noTransactions,
    rollbackTransaction: noTransactions,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createConnection(db: SqliteDatabase): DatabaseConnection {
  const statements = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const execute = <R>({ sql, parameters }: CompiledQuery): QueryResult<R> => ({
    rows: prepare(sql).all(...(parameters as readonly SqliteValue[])) as R[],
  });
  return {
    // A rejected promise and not a throw: Kysely expects one.
    executeQuery: async <R>(query: CompiledQuery) => execute<R>(query),
    async *streamQuery<R>(query: CompiledQuery) {
      yield execute<R>(query);
    },
  };
}
