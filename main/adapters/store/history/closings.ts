import { isDamage } from '../../../domain/errors';
import type { ScanEvent } from '../../../domain/scan/events';
import { scanEventOf } from '../read-entries';
import { wholeEntry } from '../packed-entry';
import type { Packs } from '../packs';
import type { SqliteDatabase } from '../sqlite';

interface ClosingRow {
  readonly seq: number;
  readonly at: number;
  readonly body: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** How a scan was closed; of one whose program was killed, when the last thing before that happened in it, of one that a signal ended, when that came. */
interface Closing {
  readonly at: number;
  readonly interruptedAt: number | null;
}

/** When and how operations were closed, by their ids. */
export function createClosings(db: SqliteDatabase, packs: Packs) {
  const closing = (order: 'asc' | 'desc') =>
    db.prepare(
      `select seq, at, body, prev_hash, hash from event where operation_id = ? and kind = 'scanClosed' order by seq ${order} limit 1`,
    );
  const [first, last] = [closing('asc'), closing('desc')];
  const before = db.prepare('select at from event where operation_id = ? and seq < ? order by seq desc limit 1');

  const read = (operationId: string, row: ClosingRow | undefined): Closing | null => {
    if (row === undefined) return null;
    const { interrupted, bySignal } = closedBy(row);
    if (bySignal === true) return { at: row.at, interruptedAt: row.at };
    const earlier = interrupted === true ? (before.get(operationId, row.seq) as { readonly at: number } | undefined) : undefined;
    return { at: row.at, interruptedAt: earlier?.at ?? null };
  };
  const closedBy = (row: ClosingRow): Pick<Extract<ScanEvent, { kind: 'scanClosed' }>, 'interrupted' | 'bySignal'> => {
    try {
      const event = scanEventOf(wholeEntry(packs, row));
      return event.kind === 'scanClosed' ? event : {};
    } catch (error) {
      if (isDamage(error)) return {};
      throw error;
    }
  };
  const latest = db.prepare('select at from event where operation_id = ? order by seq desc limit 1');
  return {
    /** When the last thing happened in an operation; null where nothing is on record of it. */
    lastThingIn: (operationId: string): number | null =>
      (latest.get(operationId) as { readonly at: number } | undefined)?.at ?? null,
    first: (operationId: string): Closing | null => read(operationId, first.get(operationId) as ClosingRow | undefined),
    last: (operationId: string): Closing | null => read(operationId, last.get(operationId) as ClosingRow | undefined),
  };
}
