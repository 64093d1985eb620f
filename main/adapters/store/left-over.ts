import { type Kysely, sql } from 'kysely';
import type { OperationId } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import type { SqliteDatabase } from './sqlite';
import { storedText } from '../../domain/records/stored-text';
import type { UnsettledDevices } from '../../domain/ports/deliveries';
import type { Tables } from './tables';

/** What of a closed operation was not paired. Older records have none: the console counts them one after the other. */
export const LEFT_OVER_COLUMN = `
  alter table operation add column left_over text;
  create index operation_uncounted on operation (started_at, position)
    where left_over is null and closed_at is not null and pruned_at is null;
`;

const UNSETTLED_DEVICES = "json_extract(left_over, '$.refused') + json_extract(left_over, '$.unknown')";

/** Finds the few operations that hold devices which Pair (or burn) did not take and nobody has settled. */
export const UNSETTLED_INDEX = `create index operation_unsettled on operation (position) where ${UNSETTLED_DEVICES} > 0;`;

/** In the words of the index `operation_unsettled`: a query that says it otherwise reads every row. */
export const IS_UNSETTLED = sql<boolean>`${sql.raw(UNSETTLED_DEVICES)} > 0`;

export function createLeftOverWriter(db: SqliteDatabase) {
  const put = db.prepare('update operation set left_over = ? where operation_id = ?');
  const fill = db.prepare(
    `update operation set left_over = ? where operation_id = ? and left_over is null and closed_at is not null
       and ? >= (select max(seq) from event where event.operation_id = operation.operation_id)`,
  );
  return {
    put: (operationId: string, leftOver: LeftOver | null): void =>
      void put.run(leftOver === null ? null : JSON.stringify(leftOver), storedText(operationId)),
    /** Only where nothing stands yet: what was written since is newer than what somebody counted. @returns whether it was */
    fill: (operationId: string, leftOver: LeftOver, upTo: number): boolean =>
      Number(fill.run(JSON.stringify(leftOver), storedText(operationId), upTo).changes) > 0,
  };
}

export function createLeftOverQueries(kysely: Kysely<Tables>) {
  return {
    async countUnsettled(operations: readonly OperationId[]): Promise<readonly UnsettledDevices[]> {
      const counted: UnsettledDevices[] = [];
      for (const operationId of operations) {
        const row = await kysely
          .selectFrom('operation')
          .select('left_over')
          .where('operation_id', '=', storedText(operationId))
          .executeTakeFirst();
        const left = leftOverOf(row?.left_over ?? null);
        if (left !== null) counted.push({ operationId, devices: left.refused + left.unknown });
      }
      return counted;
    },

    /** Closed operations that were not counted, the newest first. */
    async listUncounted(limit: number): Promise<readonly OperationId[]> {
      const rows = await kysely
        .selectFrom('operation')
        .select('operation_id')
        .where(sql<boolean>`left_over is null and closed_at is not null and pruned_at is null`)
        .orderBy('started_at', 'desc')
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ operation_id }) => operation_id as OperationId);
    },
  };
}

/** @param stored of an operation that is open again, or was not counted yet: null */
export function leftOverOf(stored: string | null): LeftOver | null {
  return stored === null ? null : (JSON.parse(stored) as LeftOver);
}
