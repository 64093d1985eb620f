import { isDamage } from '../../../domain/errors';
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

/** How a scan was closed; of one whose program was killed, when the last thing before that happened in it. */
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
    const earlier = wasInterrupted(row) ? (before.get(operationId, row.seq) as { readonly at: number } | undefined) : undefined;
    return { at: row.at, interruptedAt: earlier?.at ?? null };
  };
  const wasInterrupted = (row: ClosingRow): boolean => {
    try {
      const event = scanEventOf(wholeEntry(packs, row));
      return event.kind === 'scanClosed' && event.interrupted === true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  };
  return {
    first: (operationId: string): Closing | null => read(operationId, first.get(operationId) as ClosingRow | undefined),
    last: (operationId: string): Closing | null => read(operationId, last.get(operationId) as ClosingRow | undefined),
  };
}
