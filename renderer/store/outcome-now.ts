import { carriesSerials } from '../../protocol/delivery-kinds';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView, PairOutcome } from '../../protocol/model';
import { useFacts } from './console-context';

/** How far a device got while its list is under way: the scan knows it as queued until there is an answer, the messages know when it is sent. */
function outcomeNow(outcome: PairOutcome, lists: readonly DeliveryView[]): PairOutcome {
  const pending = lists.filter(({ state }) => state === 'queued' || state === 'sending');
  const areSent = pending.length > 0 && pending.every(({ state }) => state === 'sending');
  return outcome === 'queued' && areSent ? 'sending' : outcome;
}

/** How far a device of the shown operation got. Of several lists under way it is not known which has it: it is being sent once all are. */
export function useOutcomeNow(outcome: PairOutcome): PairOutcome {
  return useFacts(({ deliveries, session }) =>
    outcomeNow(
      outcome,
      deliveries.filter(({ kind, operationId }) => carriesSerials(kind) && operationId === session?.operationId),
    ),
  );
}

/** How far each serial number of a sheet got. */
export function useSentNow<Sent extends { readonly key: DeliveryKey; readonly outcome: PairOutcome }>(
  sent: readonly Sent[],
): readonly Sent[] {
  const deliveries = useFacts((facts) => facts.deliveries);
  const byKey = new Map(deliveries.map((one) => [one.key, one]));
  return sent.map((item) => {
    const list = byKey.get(item.key);
    return { ...item, outcome: outcomeNow(item.outcome, list === undefined ? [] : [list]) };
  });
}
