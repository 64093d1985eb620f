import { History, Undo2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { useConsole, useFacts } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { formatDate } from '../../text/format';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { useIsPast } from './use-is-past';
import './past-banner.css';

/** Says above everything that the operation shown is not the work in hand, when it was and whose, with the way back. */
export function PastBanner() {
  const { askOrTell } = useConsole();
  const session = useFacts((facts) => facts.session);
  const past = useIsPast();
  const [busy, run] = useWrite();
  if (session === null || past === null) return null;
  const { newest } = past;
  return (
    <section className="past-banner" aria-label={messages.past.title}>
      <History aria-hidden size={28} />
      <p>
        <b>{messages.past.title}</b>{' '}
        <span>
          <Outside text={session.operationId} mono /> · {formatDate(session.startedAt)} · {messages.history.operator}{' '}
          <Outside text={session.operatorId} mono />
        </span>
      </p>
      {newest === null ? null : (
        <Button
          className="button"
          isDisabled={busy}
          onPress={() =>
            run(async () => {
              await askOrTell('operation.open', { operationId: newest.operationId });
            })
          }
        >
          <Undo2 aria-hidden size={20} />
          {messages.past.back({ operationId: visibleText(newest.operationId) })}
        </Button>
      )}
    </section>
  );
}
