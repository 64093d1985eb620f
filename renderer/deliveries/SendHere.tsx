import { Send, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Elsewhere } from '../../protocol/model';
import { messages } from '../messages';
import { useConsole, useFacts } from '../store/console-context';
import { useWrite } from '../store/use-write';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';
import { ConfirmButton } from '../ui/ConfirmButton';
import { Sheet } from '../ui/Sheet';

const words = messages.deliveries.elsewhere;

interface SendHereProps {
  readonly waiting: Elsewhere & { readonly count: number };
}

/** What waits because it was made for another address; a supervisor sends it to the one that is set now. */
export function SendHere({ waiting: { made, set, count } }: SendHereProps) {
  const tooLow = useFacts(({ signIn }) => signIn.required && signIn.person?.role === 'operator');
  const [open, setOpen] = useState(false);
  const shown = { made: visibleText(made), set: visibleText(set), count };
  return (
    <article className="delivery">
      <p className="not-taken">
        <TriangleAlert aria-hidden size={20} />
        <span>{words.lead(shown)}</span>
      </p>
      {tooLow ? (
        <p className="dim">{words.needsSupervisor}</p>
      ) : (
        <div className="acts">
          <Button className="button" onPress={() => setOpen(true)}>
            <Send aria-hidden size={20} />
            {words.act}
          </Button>
        </div>
      )}
      {open ? <AskSendHere waiting={{ made, set, count }} onClose={() => setOpen(false)} /> : null}
    </article>
  );
}

function AskSendHere({ waiting: { made, set, count }, onClose }: SendHereProps & { readonly onClose: () => void }) {
  const { ask, notices } = useConsole();
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const shown = { made: visibleText(made), set: visibleText(set) };
  const send = (): void =>
    run(async () => {
      const reply = await ask('delivery.readdress', { made, set });
      if (!reply.ok) return setRefusal(reply.error.sentence);
      notices.raise('info', words.sent({ count: reply.value.count, set: shown.set }), 'deliveries');
      onClose();
    });
  return (
    <Sheet
      title={words.title({ set: shown.set })}
      shape="small"
      onClose={onClose}
      footer={
        <>
          <Button className="button" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <span className="grow" />
          <ConfirmButton className="button big primary" isDisabled={busy} onConfirm={send}>
            <Send aria-hidden size={24} />
            {words.confirm}
          </ConfirmButton>
        </>
      }
    >
      <p>{words.ask({ ...shown, count })}</p>
      {refusal === '' ? null : (
        <p className="field-error" role="alert">
          <Outside text={refusal} />
        </p>
      )}
    </Sheet>
  );
}
