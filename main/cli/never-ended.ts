import { visibleText } from '../../protocol/visible-text';
import type { OperationRecord } from '../domain/ports/records';
import type { Store } from '../domain/ports/store';

/** As many of the latest operations are looked at. */
const MOST = 1_000;
const MAX_NAMED = 5;

/** Operations that were begun and never ended, because the program was killed: no log of theirs was made. The newest first. */
export async function neverEnded(store: Pick<Store, 'listOperations'>): Promise<readonly OperationRecord[]> {
  return (await store.listOperations(MOST)).filter(({ closedAt }) => closedAt === null);
}

/** What is said of them, one sentence each. @param db the file of the records; null: of practice, where nothing ends them */
export function neverEndedText(operations: readonly OperationRecord[], db: string | null): readonly string[] {
  const more = operations.length - MAX_NAMED;
  return [
    ...operations
      .slice(0, MAX_NAMED)
      .map(({ operationId, startedAt }) =>
        visibleText(
          `Operation ${operationId}, begun ${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC, never ended: it has no scan log and no notification.${db === null ? '' : ` To end it: burnin finish --db ${db} --operation ${operationId} --api BASE`}`,
        ),
      ),
    ...(more > 0 ? [`So did ${more} more, begun before.`] : []),
  ];
}
