import { storedSummary } from '../../domain/delivery/summary';
import type { DeliveryView } from '../../../protocol/model';
import type { DeliveryHead } from '../../domain/ports/deliveries';

/**
 * A delivery as the window shows it.
 * @param unsettled devices of its operation that wait to be settled, where that is counted
 */
export function deliveryView(delivery: DeliveryHead, unsettled?: number): DeliveryView {
  const { key, kind, operationId, state, summary, attempts, nextTryAt, problem, createdAt, settledAt, replacedBy } = delivery;
  return {
    key,
    kind,
    operationId,
    state,
    summary: storedSummary(kind, summary),
    attempts,
    nextTryAt,
    problem,
    createdAt,
    settledAt,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(unsettled === undefined ? {} : { unsettled }),
  };
}
