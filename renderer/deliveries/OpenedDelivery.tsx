import { ErrorLine } from '../ui/ErrorLine';
import { ArrowLeft, Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryDetails, DeliveryTryView } from '../../protocol/model';
import { messages } from '../messages';
import { useFacts } from '../store/console-context';
import { useAnswer } from '../server-state/use-answer';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { DeliveryHead } from './DeliveryHead';
import { useDeliveryDrawer } from './drawer-state';
import { EditBody } from './EditBody';
import { readableJson } from './json-text';
import { SettleDelivery } from './SettleDelivery';
import { TakeOut } from './TakeOut';

const words = messages.deliveries.opened;

/** One message to a factory API, whole: what was sent, every answer, and a corrected form where it was refused. */
export function OpenedDelivery({ deliveryKey }: { readonly deliveryKey: DeliveryKey }) {
  const current = useFacts((facts) => facts.deliveries.find(({ key }) => key === deliveryKey));
  // Every try and every change of state is news: asked again then.
  const version = [deliveryKey, current?.state, current?.attempts, current?.replacedBy].join(' ');
  return <Details key={version} deliveryKey={deliveryKey} />;
}

function Details({ deliveryKey }: { readonly deliveryKey: DeliveryKey }) {
  const back = useDeliveryDrawer((state) => state.back);
  const input = useMemo(() => ({ key: deliveryKey }), [deliveryKey]);
  const { value: details, problem } = useAnswer('delivery.details', input);
  return (
    <>
      <div className="acts">
        <Button className="button" onPress={back}>
          <ArrowLeft aria-hidden size={20} />
          {words.back}
        </Button>
      </div>
      <ErrorLine text={problem} />
      {details === undefined ? null : <Whole details={details} />}
    </>
  );
}

function Whole({ details }: { readonly details: DeliveryDetails }) {
  const { view, body, tries, replaces } = details;
  const show = useDeliveryDrawer((state) => state.show);
  const { kind, replacedBy, key } = view;
  return (
    <article className="delivery opened" aria-label={messages.deliveries.kind[kind]}>
      <DeliveryHead delivery={view} />
      <dl className="delivery-facts">
        <dt>{messages.header.operation}</dt>
        <dd>
          <Outside text={view.operationId} mono />
        </dd>
        <dt>{words.key}</dt>
        <dd>
          <Outside text={key} mono />
        </dd>
      </dl>
      {replaces === null ? null : <Other text={words.replaces} name={words.openOld} onOpen={() => show(replaces)} />}
      {replacedBy === undefined ? null : <Other text={words.replacedBy} name={words.openNew} onOpen={() => show(replacedBy)} />}
      <Editing details={details} />
      <SettleDelivery details={details} />
      <h4>{words.tries}</h4>
      {tries.length === 0 ? <p className="dim">{words.noTry}</p> : null}
      <ol className="tries">
        {tries.map((one, index) => (
          <li key={`${one.at} ${index}`}>
            <Try one={one} />
          </li>
        ))}
      </ol>
      <details>
        <summary>{words.sent}</summary>
        <pre className="excerpt mono">{readableJson(body)}</pre>
      </details>
    </article>
  );
}

function Other({ text, name, onOpen }: { readonly text: string; readonly name: string; readonly onOpen: () => void }) {
  return (
    <p className="dim">
      {text}{' '}
      <Button className="button" onPress={onOpen}>
        {name}
      </Button>
    </p>
  );
}

function Try({ one: { at, outcome, status, reason, answer } }: { readonly one: DeliveryTryView }) {
  return (
    <>
      <span>
        {formatDate(at)} · <b>{words.outcome[outcome]}</b> · {status === null ? words.noAnswer : words.status({ status })}
      </span>
      {reason.length === 0 ? null : (
        <span className="dim">
          <Outside text={say(reason)} />
        </span>
      )}
      {answer === '' ? null : (
        <details>
          <summary>{words.answer}</summary>
          <p className="excerpt">
            <Outside text={answer} mono />
          </p>
        </details>
      )}
    </>
  );
}

/** Correcting takes a supervisor where people sign in; main enforces it. */
function Editing({ details }: { readonly details: DeliveryDetails }) {
  const tooLow = useFacts(({ signIn }) => signIn.required && signIn.person?.role === 'operator');
  const [open, setOpen] = useState(false);
  if (details.view.state !== 'rejected') return null;
  if (details.editable === 'no') return <p className="dim">{say(details.whyNot)}</p>;
  if (tooLow) return <p className="dim">{words.needsSupervisor}</p>;
  if (!open) {
    return (
      <div className="acts">
        <Button className="button" onPress={() => setOpen(true)}>
          <Pencil aria-hidden size={20} />
          {details.editable === 'body' ? words.edit : words.takeOut}
        </Button>
      </div>
    );
  }
  const close = (): void => setOpen(false);
  return details.editable === 'body' ? (
    <EditBody details={details} onClose={close} />
  ) : (
    <TakeOut details={details} onClose={close} />
  );
}
