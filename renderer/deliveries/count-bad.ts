import { carriesSerials } from '../../protocol/delivery-kinds';
import type { DeliveryView, SessionView } from '../../protocol/model';
import { countUnsettledPairs } from '../../protocol/needy';
import { elsewhereOf } from '../../protocol/elsewhere';

/**
 * How many messages wait for a person: those that were refused, of which nobody knows, or that were made for another address. A Pair (or burn) of the operation that is
 * shown waits while it holds a serial number that was not taken and is not settled, also where the message as a whole was accepted.
 */
export function countBadDeliveries(deliveries: readonly DeliveryView[], session: SessionView | null): number {
  const bad = deliveries.filter(isRefusedOrUnknown);
  const pairs = bad.filter(({ kind, operationId }) => carriesSerials(kind) && operationId === session?.operationId);
  const waits = session !== null && countUnsettledPairs(session.counts) > 0;
  const held = deliveries.filter((one) => elsewhereOf(one) !== null).length;
  return held + bad.length - pairs.length + (waits ? Math.max(1, pairs.length) : 0);
}

/** Whether a message is one of those that wait for a person. */
export function needsPerson(delivery: DeliveryView, session: SessionView | null): boolean {
  if (elsewhereOf(delivery) !== null || isRefusedOrUnknown(delivery)) return true;
  const { kind, operationId } = delivery;
  return (
    session !== null && carriesSerials(kind) && operationId === session.operationId && countUnsettledPairs(session.counts) > 0
  );
}

function isRefusedOrUnknown({ state, replacedBy }: DeliveryView): boolean {
  return replacedBy === undefined && (state === 'rejected' || state === 'unknown');
}
