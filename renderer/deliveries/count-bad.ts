import { carriesSerials } from '../../protocol/delivery-kinds';
import { elsewhereOf } from '../../protocol/elsewhere';
import type { DeliveryView, SessionView } from '../../protocol/model';
import { countUnsettledPairs } from '../../protocol/needy';
import { tellsOfNotTaken, unsettledWith } from '../../protocol/unsettled-lists';

/**
 * How many messages wait for a person: those that were refused, of which nobody knows, or that were made for another address. A Pair (or burn) waits while
 * its operation, the open one or an earlier one, holds a serial number that was not taken and is not settled, also where the message as a whole
 * was accepted; and it waits no more once all were settled.
 */
export function countBadDeliveries(deliveries: readonly DeliveryView[], session: SessionView | null): number {
  const held = deliveries.filter((one) => elsewhereOf(one) !== null).length;
  const others = deliveries.filter((one) => !carriesSerials(one.kind) && isRefusedOrUnknown(one)).length;
  const lists = deliveries.filter(({ kind }) => carriesSerials(kind));
  const operations = new Set<string>(lists.map(({ operationId }) => operationId));
  const open = session === null || operations.has(session.operationId) ? 0 : Math.min(1, countUnsettledPairs(session.counts));
  let waiting = 0;
  for (const operation of operations) {
    const own = lists.filter(({ operationId }) => operationId === operation);
    waiting += countBadLists(own, session);
  }
  return held + others + open + waiting;
}

/** @param lists all of one operation */
function countBadLists(lists: readonly DeliveryView[], session: SessionView | null): number {
  const bad = lists.filter(isRefusedOrUnknown).length;
  const [unsettled] = lists.flatMap((one) => unsettledWith(one, session) ?? []);
  if (unsettled === undefined) return bad;
  return unsettled > 0 ? Math.max(1, bad) : 0;
}

/** Whether a message is one of those that wait for a person. */
export function needsPerson(delivery: DeliveryView, session: SessionView | null): boolean {
  if (elsewhereOf(delivery) !== null) return true;
  const unsettled = carriesSerials(delivery.kind) ? unsettledWith(delivery, session) : undefined;
  if (unsettled === undefined) return isRefusedOrUnknown(delivery);
  return unsettled > 0 && (delivery.operationId === session?.operationId || tellsOfNotTaken(delivery));
}

function isRefusedOrUnknown({ state, replacedBy }: DeliveryView): boolean {
  return replacedBy === undefined && (state === 'rejected' || state === 'unknown');
}
