import { carriesSerials } from '../../protocol/delivery-kinds';
import type { DeliveryView } from '../../protocol/model';
import { tellsOfNotTaken, unsettledWith } from '../../protocol/unsettled-lists';
import { useFacts } from '../store/console-context';
import { BucketBadge, OutcomeBadge } from '../ui/Badge';
import { messages } from '../messages';
import { Outside } from '../text/Outside';
import { say } from '../text/say';

/** What a message is, how far it got, and what stood in its way. */
export function DeliveryHead({ delivery }: { readonly delivery: DeliveryView }) {
  const { kind, state, summary, problem } = delivery;
  // Taken but for some, who wait: that is no good news.
  const isPartly = useFacts(
    ({ session }) => state === 'accepted' && tellsOfNotTaken(delivery) && (unsettledWith(delivery, session) ?? 0) > 0,
  );
  return (
    <>
      <header>
        <h3>{messages.deliveries.kind[kind]}</h3>
        {isPartly && carriesSerials(kind) ? <BucketBadge bucket="pairRefused" target={kind} /> : <OutcomeBadge outcome={state} />}
      </header>
      <p>
        <Outside text={say(summary)} />
      </p>
      {problem.length === 0 ? null : (
        <p className="problem">
          <Outside text={say(problem)} />
        </p>
      )}
    </>
  );
}
