import { storedText } from '../../../domain/records/stored-text';
import type { AttemptRecord } from '../../../domain/statistics/attempt-record';
import type { SqliteDatabase } from '../sqlite';
import { type createAttemptWriter, UNFILLED } from './attempts';

interface Filling {
  readonly operationId: string;
  readonly attempts: readonly AttemptRecord[] | null;
  /** The last event that the attempts were read from: what came since is newer, and is read again. */
  readonly upTo: number;
  readonly more: boolean;
}

/** Fills in what versions before did not write, newest first; the setting says how far that went, so it goes on wherever it ended. */
export function createFiller(db: SqliteDatabase, attempts: ReturnType<typeof createAttemptWriter>) {
  const named = db.prepare(
    `select position, (select max(seq) from event where event.operation_id = operation.operation_id) as seq
       from operation where operation_id = ?`,
  );
  const lower = db.prepare('update setting set value = ? where name = ?');
  return {
    fill: ({ operationId, attempts: records, upTo, more }: Filling): void => {
      const row = named.get(storedText(operationId)) as { readonly position: number; readonly seq: number | null } | undefined;
      if (row === undefined || (records !== null && (row.seq ?? 0) > upTo)) return;
      for (const record of records ?? []) attempts.put(record);
      if (!more) lower.run(String(row.position - 1), UNFILLED);
    },
  };
}
