import { carriesSerials } from '../../protocol/delivery-kinds';
import { FileSearch, OctagonX } from 'lucide-react';
import { createContext, useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairSheet } from '../../protocol/pair-sheet';
import type { DeliveryView } from '../../protocol/model';
import { LongList } from '../ui/LongList';
import { useHelpTopic } from '../store/help-topic';
import { messages } from '../messages';
import { usePairSheet } from '../scan/pair/pair-state';
import { useFacts } from '../store/console-context';
import { useNow } from '../store/use-now';
import { formatClock, formatDuration } from '../text/format';
import { Outside } from '../text/Outside';
import { DeliveryHead } from './DeliveryHead';
import { needsPerson } from './count-bad';
import { useDeliveryDrawer } from './drawer-state';
import { allElsewhere, elsewhereOf } from '../../protocol/elsewhere';
import { isSettled, tellsOfNotTaken } from '../../protocol/unsettled-lists';
import { OpenedDelivery } from './OpenedDelivery';
import { SendAgain } from '../ui/SendAgain';
import { SendHere } from './SendHere';

const RefusedContext = createContext<PairSheet['refused']>([]);

/**
 * Every message to a factory API, with its state, its last problem and a way to send it now: first those that waited for a person when the
 * list was opened, which keep their place while somebody looks, and each newest first.
 */
export function OutgoingList() {
  useHelpTopic('deliveries');
  const deliveries = useFacts((facts) => facts.deliveries);
  const opened = useDeliveryDrawer((state) => state.opened);
  const session = useFacts((facts) => facts.session);
  const [first] = useState(() => new Set(deliveries.filter((one) => needsPerson(one, session)).map(({ key }) => key)));
  const { sheet } = usePairSheet();
  if (opened !== null) return <OpenedDelivery deliveryKey={opened} />;
  if (deliveries.length === 0) return <p className="dim">{messages.deliveries.none}</p>;
  const isFirst = ({ key }: DeliveryView): boolean => first.has(key);
  const ordered = [...deliveries.filter(isFirst), ...deliveries.filter((one) => !isFirst(one))];
  return (
    <RefusedContext value={sheet?.refused ?? []}>
      {allElsewhere(deliveries).map((waiting) => (
        <SendHere key={`${waiting.made} ${waiting.set}`} waiting={waiting} />
      ))}
      <LongList label={messages.deliveries.outgoing} items={ordered} keyOf={({ key }) => key}>
        {(delivery) => <Delivery delivery={delivery} />}
      </LongList>
    </RefusedContext>
  );
}

function Delivery({ delivery }: { readonly delivery: DeliveryView }) {
  const settled = useFacts(({ session }) => isSettled(delivery, session));
  const { kind, state, operationId, attempts, nextTryAt, createdAt, settledAt, replacedBy } = delivery;
  const planned = nextTryAt !== null && state === 'queued';
  const now = useNow(1_000, planned);
  return (
    <article className="delivery" aria-label={messages.deliveries.kind[kind]}>
      <DeliveryHead delivery={delivery} />
      <NotTaken delivery={delivery} />
      <WaitsElsewhere delivery={delivery} />
      {settled ? <p className="dim">{messages.deliveries.settledByPerson}</p> : null}
      {state === 'unknown' && !settled ? <p className="dim">{messages.pair.againHelp}</p> : null}
      {replacedBy === undefined ? null : <p className="dim">{messages.deliveries.opened.replacedBy}</p>}
      <footer>
        <span className="dim">
          <Outside text={operationId} mono /> · {messages.deliveries.created({ clock: formatClock(createdAt) })} ·{' '}
          {messages.deliveries.attempts({ count: attempts })}
          {settledAt === null ? '' : ` · ${messages.deliveries.settled({ clock: formatClock(settledAt) })}`}
          {planned ? ` · ${messages.deliveries.nextTry({ time: formatDuration(nextTryAt - now) })}` : ''}
        </span>
        <span className="delivery-acts">
          <OpenButton delivery={delivery} />
          {settled ? null : <RetryButton delivery={delivery} />}
        </span>
      </footer>
    </article>
  );
}

/** Serial numbers of this message that Pair (or burn) did not take, while they wait for a person. */
function NotTaken({ delivery: { key, kind, operationId } }: { readonly delivery: DeliveryView }) {
  const refused = useContext(RefusedContext).filter((item) => item.key === key);
  const shown = useFacts(({ session }) => session?.operationId);
  if (!carriesSerials(kind) || operationId !== shown || refused.length === 0) return null;
  return (
    <p className="not-taken">
      <OctagonX aria-hidden size={20} />
      <span>
        {messages.deliveries.notTaken({ count: refused.length })}{' '}
        {refused.map(({ sn }) => (
          <Outside key={sn} text={`${sn} `} mono />
        ))}
      </span>
    </p>
  );
}

/** What waits in the operation of a list that is not the open one: it is settled there. */
function WaitsElsewhere({ delivery }: { readonly delivery: DeliveryView }) {
  const shown = useFacts(({ session }) => session?.operationId);
  const { operationId, unsettled = 0 } = delivery;
  if (operationId === shown || unsettled === 0 || !tellsOfNotTaken(delivery)) return null;
  return (
    <p className="not-taken">
      <OctagonX aria-hidden size={20} />
      <span>{messages.deliveries.unsettledThere({ count: unsettled })}</span>
    </p>
  );
}

function OpenButton({ delivery: { key, kind } }: { readonly delivery: DeliveryView }) {
  const show = useDeliveryDrawer((state) => state.show);
  return (
    <Button
      className="button"
      aria-label={messages.deliveries.opened.openName({ kind: messages.deliveries.kind[kind] })}
      onPress={() => show(key)}
    >
      <FileSearch aria-hidden size={20} />
      {messages.deliveries.opened.open}
    </Button>
  );
}

function RetryButton({ delivery }: { readonly delivery: DeliveryView }) {
  if (elsewhereOf(delivery) !== null) return null;
  if (delivery.state === 'accepted' || delivery.state === 'sending' || delivery.replacedBy !== undefined) return null;
  return <SendAgain delivery={delivery} />;
}
