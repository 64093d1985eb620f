import { type Kysely, sql } from 'kysely';
import type { OperationId } from '../../../protocol/ids';
import { err, ok, type Result } from '../../../protocol/result';
import type { PrunedRange } from '../../domain/scan/events';
import type { KeepingFacts, OldOperation, StoredCheckpoint } from '../../domain/ports/keeping-time';
import { HEAD, headOf } from './delivery-queries';
import { chainLinkOf, isWhole, type PrunedRanges } from './event-chain';
import { IS_RARE } from './rare-events';
import { checkpointOf } from './read-entries';
import type { Tables } from './tables';

/** What is read about old operations and about those removed. */
export function createPruneQueries(kysely: Kysely<Tables>) {
  return {
    async listOld(closedBefore: number, after: OldOperation | null, limit: number): Promise<readonly OldOperation[]> {
      const rows = await kysely
        .selectFrom('operation')
        .select(['operation_id', 'position', 'closed_at'])
        .where('pruned_at', 'is', null)
        .where('closed_at', '<', closedBefore)
        .where(sql<boolean>`(closed_at, operation_id) > (${after?.closedAt ?? -1}, ${after?.operationId ?? ''})`)
        .orderBy('closed_at')
        .orderBy('operation_id')
        .limit(limit)
        .execute();
      const old: OldOperation[] = [];
      for (const { operation_id, position, closed_at } of rows) {
        const deliveries = await kysely.selectFrom('delivery').select(HEAD).where('operation_id', '=', operation_id).execute();
        const events = await kysely
          .selectFrom('event')
          .select(({ fn }) => [fn.countAll<number>().as('events'), fn.count<number>('report_id').as('reports')])
          .where('operation_id', '=', operation_id)
          .executeTakeFirstOrThrow();
        old.push({
          operationId: operation_id as OperationId,
          position,
          closedAt: closed_at ?? 0,
          ...events,
          deliveries: deliveries.length,
          unsettled: deliveries
            .filter(({ replaced_by }) => replaced_by === null)
            .map((row) => headOf(row))
            .filter(({ state, serials, problem }) => state !== 'accepted' || (serials.length > 0 && problem.length > 0)),
        });
      }
      return old;
    },

    async keepingFacts(oldBefore: number, now: number): Promise<Omit<KeepingFacts, 'file'>> {
      const there = kysely.selectFrom('operation').where('pruned_at', 'is', null);
      const { scans } = await there.select(({ fn }) => fn.countAll<number>().as('scans')).executeTakeFirstOrThrow();
      const next = await there
        .select('closed_at')
        .where('closed_at', 'is not', null)
        .where('closed_at', '>=', oldBefore)
        .orderBy('closed_at')
        .limit(1)
        .executeTakeFirst();
      const young = there.where('started_at', '>=', oldBefore);
      const { first } = await young
        .where('started_at', '<=', now)
        .select(({ fn }) => fn.min<number | null>('position').as('first'))
        .executeTakeFirstOrThrow();
      const pauses = young.select(sql<number | null>`started_at - lag(started_at) over (order by position)`.as('pause'));
      const { longest } = await kysely
        .selectFrom(pauses.as('pauses'))
        .select(({ fn }) => fn.max<number | null>('pause').as('longest'))
        .executeTakeFirstOrThrow();
      const last = await there.select('started_at').orderBy('position', 'desc').limit(1).executeTakeFirst();
      const newest = await kysely.selectFrom('event').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return {
        scans,
        newestEntryAt: newest?.at ?? null,
        nextClosedAt: next?.closed_at ?? null,
        firstYoung: first,
        longestPause: Math.max(longest ?? 0, now - (last?.started_at ?? now)),
      };
    },

    async listCheckpoints(after: number, limit: number): Promise<readonly StoredCheckpoint[]> {
      const rows = await checkpointEvents(kysely).where('seq', '>', after).limit(limit).execute();
      return rows.flatMap((row) => {
        const checkpoint = checkpointOf(row);
        return checkpoint === null ? [] : [{ ...checkpoint, seq: row.seq, at: row.at }];
      });
    },
  };
}

function checkpointEvents(kysely: Kysely<Tables>) {
  return kysely.selectFrom('event').selectAll().where(IS_RARE).where('kind', '=', 'pruned').orderBy('seq');
}

/** All removed stretches, or one sentence that names the checkpoint which was altered: then nobody can say what was removed. */
export async function readPrunedRanges(kysely: Kysely<Tables>): Promise<Result<PrunedRanges, string>> {
  const rows = await checkpointEvents(kysely).execute();
  const ranges = new Map<number, PrunedRange>();
  for (const row of rows) {
    const checkpoint = checkpointOf(row);
    if (checkpoint === null || !isWhole(chainLinkOf(row)))
      return err(`Entry ${row.seq} of the event log, the checkpoint of what was pruned, was altered after it was written.`);
    for (const range of checkpoint.ranges) ranges.set(range.from, range);
  }
  return ok(ranges);
}
