import { say } from '../text/say';
import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { DeliveryDetails } from '../../protocol/model';
import { messages } from '../messages';
import { DecisionSheet } from '../scan/pair/DecisionSheet';
import { useConsole, useFacts } from '../store/console-context';
import { visibleText } from '../text/visible-text';

const words = messages.deliveries.opened;

/** A list of which nobody knows what became, and whose scan cannot be opened: a supervisor asks there and says it here. */
export function SettleDelivery({ details }: { readonly details: DeliveryDetails }) {
  const { ask } = useConsole();
  const tooLow = useFacts(({ signIn }) => signIn.required && signIn.person?.role === 'operator');
  const [open, setOpen] = useState(false);
  if (!details.mayBeSettled) return null;
  if (tooLow) return <p className="dim">{words.settleNeedsSupervisor}</p>;
  return (
    <>
      <p>{words.settleHelp}</p>
      <div className="acts">
        <Button className="button" onPress={() => setOpen(true)}>
          <Gavel aria-hidden size={20} />
          {messages.pair.settle.one}
        </Button>
      </div>
      {open ? (
        <DecisionSheet
          title={words.settleTitle}
          subtitle={say(details.view.summary)}
          ways={words.settleAs}
          onDecide={async (way, reason) => {
            const reply = await ask('delivery.settle', { key: details.view.key, taken: way === 'taken', reason });
            return reply.ok ? '' : reply.error.sentence;
          }}
          onClose={() => setOpen(false)}
        >
          <p className="mono">{details.serials.map((sn) => visibleText(sn)).join(', ')}</p>
        </DecisionSheet>
      ) : null}
    </>
  );
}
