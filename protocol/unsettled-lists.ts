import { carriesSerials } from './delivery-kinds';
import type { DeliveryView, SessionView } from './model';
import { countUnsettledPairs } from './needy';

/** Whether a list tells of devices that were not taken, or may not have been: all of it, or some. */
export function tellsOfNotTaken({ kind, state, problem: [said] }: Pick<DeliveryView, 'kind' | 'state' | 'problem'>): boolean {
  if (!carriesSerials(kind)) return false;
  if (state === 'rejected' || state === 'unknown') return true;
  // A list that was taken as a whole has nothing to say, or how a person settled it.
  return state === 'accepted' && said !== undefined && said.code !== 'delivery.settled' && said.code !== 'delivery.settledBy';
}

/** How many devices of the operation of a list wait to be settled; undefined where that is not counted. */
export function unsettledWith(
  { operationId, unsettled }: Pick<DeliveryView, 'operationId' | 'unsettled'>,
  session: Pick<SessionView, 'operationId' | 'counts'> | null,
): number | undefined {
  return session?.operationId === operationId ? countUnsettledPairs(session.counts) : unsettled;
}

/** Whether a person has settled all that a list tells of: nothing of it waits any more. */
export function isSettled(delivery: DeliveryView, session: Pick<SessionView, 'operationId' | 'counts'> | null): boolean {
  return tellsOfNotTaken(delivery) && unsettledWith(delivery, session) === 0;
}
