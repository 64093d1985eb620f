import { visibleText } from '../../protocol/visible-text';
import type { OperationRecord } from '../domain/ports/records';
import type { Store } from '../domain/ports/store';
import { localMinute } from '../../protocol/local-time';

/** As many of the latest operations are looked at. */
const MOST = 1_000;
const MAX_NAMED = 5;

/** An operation that was begun and never ended. */
export interface NeverEnded extends OperationRecord {
  /** It had ended, with its log, and devices of it were scanned again: only of that there is no log. */
  readonly isRescan: boolean;
}

/** Operations that were begun and never ended, because the program was killed. The newest first. */
export async function neverEnded(store: Pick<Store, 'listOperations' | 'listDeliveries'>): Promise<readonly NeverEnded[]> {
  const open = (await store.listOperations(MOST)).filter(({ closedAt }) => closedAt === null);
  return Promise.all(
    open.map(async (record, place) => (place < MAX_NAMED ? asNeverEnded(store, record) : { ...record, isRescan: false })),
  );
}

/** What of it is missing. */
export async function asNeverEnded(store: Pick<Store, 'listDeliveries'>, record: OperationRecord): Promise<NeverEnded> {
  return { ...record, isRescan: (await store.listDeliveries(record.operationId)).some(({ kind }) => kind === 'log') };
}

/** The command that ends an operation. @param db the file of the records @param practice whether they are of practice */
export function howToEnd(operationId: string, db: string, practice: boolean): string {
  return `burnin finish --db ${db} --operation ${operationId} ${practice ? '--practice' : '--api BASE'}`;
}

/** What is said of them, one sentence each. @param db the file of the records @param practice whether they are of practice */
export function neverEndedText(operations: readonly NeverEnded[], db: string, practice: boolean): readonly string[] {
  const more = operations.length - MAX_NAMED;
  return [
    ...operations.slice(0, MAX_NAMED).map(({ operationId, startedAt, isRescan }) => {
      const missing = isRescan
        ? 'ended, and was scanned again; that rescan never ended: it has no scan log and no notification.'
        : 'never ended: it has no scan log and no notification.';
      return visibleText(
        `Operation ${operationId}, begun ${localMinute(startedAt)}, ${missing} To end it: ${howToEnd(operationId, db, practice)}`,
      );
    }),
    ...(more > 0 ? [`${more} more, begun before, never ended either.`] : []),
  ];
}
