import type { DeliveryView } from '../../protocol/model';
import { OutcomeBadge } from '../ui/Badge';
import { messages } from '../messages';
import { Outside } from '../text/Outside';
import { say } from '../text/say';

/** What a message is, how far it got, and what stood in its way. */
export function DeliveryHead({ delivery: { kind, state, summary, problem } }: { readonly delivery: DeliveryView }) {
  return (
    <>
      <header>
        <h3>{messages.deliveries.kind[kind]}</h3>
        <OutcomeBadge outcome={state} />
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
