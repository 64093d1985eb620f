import { RotateCw } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { DeliveryView } from '../../protocol/model';
import { LongList } from '../chrome/LongList';
import { OutcomeBadge } from '../look/Badge';
import { messages } from '../messages';
import { useConsole, useFacts } from '../store/console-context';
import { useBusy } from '../store/use-busy';
import { useNow } from '../store/use-now';
import { formatClock, formatDuration } from '../text/format';
import { Outside } from '../text/Outside';

/** Every message to a factory API, newest first, with its state, its last problem and a way to send it now. */
export function OutgoingList() {
  const deliveries = useFacts((facts) => facts.deliveries);
  if (deliveries.length === 0) return <p className="dim">{messages.deliveries.none}</p>;
  return (
    <LongList label={messages.deliveries.outgoing} items={deliveries} keyOf={({ key }) => key}>
      {(delivery) => <Delivery delivery={delivery} />}
    </LongList>
  );
}

function Delivery({ delivery }: { readonly delivery: DeliveryView }) {
  const { kind, state, summary, operationId, attempts, nextTryAt, problem, createdAt, settledAt } = delivery;
  const planned = nextTryAt !== null && state === 'queued';
  const now = useNow(1_000, planned);
  return (
    <article className="delivery" aria-label={messages.deliveries.kind[kind]}>
      <header>
        <h3>{messages.deliveries.kind[kind]}</h3>
        <OutcomeBadge outcome={state} />
      </header>
      <p>
        <Outside text={summary} />
      </p>
      {problem === '' ? null : (
        <p className="problem">
          <Outside text={problem} />
        </p>
      )}
      {state === 'unknown' ? <p className="dim">{messages.pair.againHelp}</p> : null}
      <footer>
        <span className="dim">
          <Outside text={operationId} mono /> · {messages.deliveries.created(formatClock(createdAt))} ·{' '}
          {messages.deliveries.attempts(attempts)}
          {settledAt === null ? '' : ` · ${messages.deliveries.settled(formatClock(settledAt))}`}
          {planned ? ` · ${messages.deliveries.nextTry(formatDuration(nextTryAt - now))}` : ''}
        </span>
        <RetryButton delivery={delivery} />
      </footer>
    </article>
  );
}

function RetryButton({ delivery }: { readonly delivery: DeliveryView }) {
  const { askOrTell } = useConsole();
  const [busy, run] = useBusy();
  if (delivery.state === 'accepted' || delivery.state === 'sending') return null;
  return (
    <Button
      className="button"
      isDisabled={busy}
      onPress={() =>
        run(async () => {
          await askOrTell('delivery.retry', { key: delivery.key });
        })
      }
    >
      <RotateCw aria-hidden size={20} />
      {delivery.state === 'queued' ? messages.pair.now : messages.pair.again}
    </Button>
  );
}
