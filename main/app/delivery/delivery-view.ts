import { storedSummary } from '../../domain/delivery/summary';
import type { DeliveryView } from '../../../protocol/model';
import type { DeliveryHead } from '../../domain/ports/deliveries';

/** A delivery as the window shows it. */
export function deliveryView(delivery: DeliveryHead): DeliveryView {
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
  };
}
