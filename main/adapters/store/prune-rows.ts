import { text } from '../../../protocol/texts/text';
import type { PruneCheckpoint, PrunedRange } from '../../domain/scan/events';
import type { PruneRequest } from '../../domain/ports/keeping-time';
import { AppError } from '../../domain/errors';
import { FORGET_VERDICTS } from './latest-verdicts';
import { wholeEntry } from './packed-entry';
import type { createTallyWriter } from './history/tallies';
import type { Packs } from './packs';
import type { SqliteDatabase } from './sqlite';
import { storedText } from '../../domain/records/stored-text';

interface EntryRow {
  readonly seq: number;
  readonly body: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/**
 * Removes closed operations inside the transaction that is open, and gives the checkpoint that has to be written in it. The row
 * of the operation stays, marked, so that its id is not used again and an old report of it never fits an open scan.
 */
export function pruneRows(
  db: SqliteDatabase,
  packs: Packs,
  tallies: Pick<ReturnType<typeof createTallyWriter>, 'forget'>,
  request: PruneRequest,
): PruneCheckpoint {
  const counts = { events: 0, reports: 0, deliveries: 0 };
  const removed: { readonly seq: number; readonly hash: string }[] = [];
  const run = (sql: string, ...values: (string | number)[]): number => Number(db.prepare(sql).run(...values).changes);
  for (const operationId of request.operationIds) {
    const id = storedText(operationId);
    const marked = run(
      `update operation set pruned_at = ? where operation_id = ? and closed_at is not null and pruned_at is null
         and not exists (select 1 from delivery where operation_id = operation.operation_id and state in ('queued', 'sending'))`,
      request.at,
      id,
    );
    if (marked === 0) throw new AppError('notAllowedNow', text('store.notPrunable', { operation: operationId }));
    removed.push(
      ...(db.prepare('select seq, body, prev_hash, hash from event where operation_id = ?').all(id) as EntryRow[]).map((row) => {
        const { seq, hash } = wholeEntry(packs, row);
        return { seq, hash };
      }),
    );
    counts.reports += run('delete from report where id in (select report_id from event where operation_id = ?)', id);
    counts.events += run('delete from event where operation_id = ?', id);
    run('delete from delivery_try where key in (select key from delivery where operation_id = ?)', id);
    counts.deliveries += run('delete from delivery where operation_id = ?', id);
    const { position } = db.prepare('select position from operation where operation_id = ?').get(id) as {
      readonly position: number;
    };
    tallies.forget(position);
    run('delete from device_result where operation_id = ?', id);
    run("delete from pack where operation_id = ? and operation_id <> ''", id);
  }
  for (const forget of FORGET_VERDICTS) run(forget);
  const { person, olderThanDays, operationIds } = request;
  return { kind: 'pruned', person, olderThanDays, operationIds, ranges: rangesOf(removed), ...counts };
}

function rangesOf(removed: readonly { readonly seq: number; readonly hash: string }[]): PrunedRange[] {
  const ranges: PrunedRange[] = [];
  for (const { seq, hash } of removed.toSorted((a, b) => a.seq - b.seq)) {
    const last = ranges.at(-1);
    if (last?.to === seq - 1) ranges[ranges.length - 1] = { from: last.from, to: seq, lastHash: hash };
    else ranges.push({ from: seq, to: seq, lastHash: hash });
  }
  return ranges;
}
