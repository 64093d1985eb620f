import type { PairSheet } from '../../../protocol/pair-sheet';
import type { DeliveryView } from '../../../protocol/model';
import { LongList } from '../../ui/LongList';
import { PairBadge } from '../../ui/Badge';
import { messages } from '../../messages';
import { useFacts } from '../../store/console-context';
import { SendAgain } from '../../ui/SendAgain';
import { Outside } from '../../text/Outside';
import { say } from '../../text/say';

type Sent = PairSheet['sent'][number];

/** Outcomes that ask for a person, first; then what is under way; what was accepted last. */
export const OUTCOMES = ['unknown', 'rejected', 'queued', 'sending', 'accepted'] as const satisfies readonly Sent['outcome'][];

export interface SentProps {
  readonly sent: readonly Sent[];
  readonly target: PairSheet['target'];
}

/** What was sent, and per serial number what became of it. What is unknown or refused can be sent again, per delivery. */
export function SentSerials({ sent, target }: SentProps) {
  const deliveries = useFacts((facts) => facts.deliveries);
  // What a person has settled is not sent again from here: it is on the list that is offered, or it is done.
  const keys = new Set(sent.filter(({ settled }) => settled === null).map(({ key }) => key));
  const open = deliveries.filter(
    ({ key, state, replacedBy }) => keys.has(key) && replacedBy === undefined && (state === 'unknown' || state === 'rejected'),
  );
  return (
    <>
      {open.map((delivery) => (
        <RetryLine key={delivery.key} delivery={delivery} />
      ))}
      <LongList
        label={messages.pair.sent({ count: sent.length })}
        items={sent.toSorted((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome))}
        keyOf={({ sn, key }) => `${key} ${sn}`}
      >
        {({ sn, outcome, reason, settled }) => (
          <div className="sent-line">
            <b>
              <Outside text={sn} mono />
            </b>
            <PairBadge outcome={outcome} target={target} />
            <span>
              <Outside text={say(reason)} />
              {settled === null ? null : (
                <span className="dim">
                  {' '}
                  {messages.label({ label: messages.pair.settle.settled[settled.as] })} <Outside text={settled.reason} />
                </span>
              )}
            </span>
          </div>
        )}
      </LongList>
    </>
  );
}

function RetryLine({ delivery }: { readonly delivery: DeliveryView }) {
  return (
    <div className={`retry-line ${delivery.state}`}>
      <p>{delivery.state === 'unknown' ? messages.pair.againHelp : messages.pair.againRejected}</p>
      <SendAgain delivery={delivery} />
    </div>
  );
}
