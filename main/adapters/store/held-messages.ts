import type { Kysely } from 'kysely';
import type { HeldMessage } from '../../domain/ports/set-aside';
import type { SqliteDatabase } from './sqlite';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';

/** Messages that are safe here while it is found out where they belong. */
export const HELD_TABLE = `
  create table held (
    position integer primary key,
    id text not null unique,
    operation_id text not null,
    at integer not null,
    bytes blob not null,
    properties text not null
  ) strict;
`;

export function createHeldWriter(db: SqliteDatabase) {
  const hold = db.prepare('insert into held (id, operation_id, at, bytes, properties) values (?, ?, ?, ?, ?)');
  const release = db.prepare('delete from held where id = ?');
  return {
    hold: ({ id, operationId, at, bytes, properties }: HeldMessage): void =>
      void hold.run(id, storedText(operationId), at, bytes, JSON.stringify(properties)),
    release: (id: string): void => void release.run(id),
  };
}

export function createHeldQueries(kysely: Kysely<Tables>) {
  return {
    async loadHeld(id: string): Promise<HeldMessage | null> {
      const row = await kysely.selectFrom('held').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const properties = JSON.parse(row.properties) as HeldMessage['properties'];
      return { id: row.id, operationId: row.operation_id, at: row.at, bytes: row.bytes, properties };
    },
    async listHeld(): Promise<readonly Pick<HeldMessage, 'id' | 'operationId'>[]> {
      const rows = await kysely.selectFrom('held').select(['id', 'operation_id']).orderBy('position').execute();
      return rows.map(({ id, operation_id }) => ({ id, operationId: operation_id }));
    },
  };
}
