import { FolderOpen, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { useAnswer } from '../server-state/use-answer';
import { useConsole } from '../store/console-context';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { shownWords } from '../text/shown-words';
import { visibleText } from '../text/visible-text';
import { OutcomeBadge } from '../ui/Badge';
import { ErrorLine } from '../ui/ErrorLine';
import { SaveMenu, useSaving, type Saving } from '../ui/SaveMenu';
import { DecisionLine } from './DecisionLine';
import { OperationLine } from './OperationLine';

interface HandoverPanelProps {
  readonly onOpen: (operationId: string) => void;
  readonly busy: boolean;
}

/** What this shift leaves to the next: what is open, what is not delivered, and what was decided. */
export function HandoverPanel({ onOpen, busy }: HandoverPanelProps) {
  const { value: card, problem, reload } = useAnswer('shift.handover', {});
  const { history, report } = messages;
  const words = report.handover;
  if (problem !== '') return <ErrorLine text={problem} />;
  if (card === undefined) return <p className="dim">{history.loading}</p>;
  const { since, until, selfTest, operations, lookedAt, quarantined, decisions } = card;
  return (
    <div className="handover">
      <div className="history-bar">
        <span>
          {messages.labelled({ label: words.since, text: formatDate(since) })}{' '}
          <span className="dim">{messages.labelled({ label: words.until, text: formatDate(until) })}</span>
        </span>
        <span className="grow" />
        <Button className="button" onPress={() => void reload()}>
          <RefreshCw aria-hidden size={20} />
          {history.readAgain}
        </Button>
        <SaveHandover />
      </div>
      <p>
        {messages.labelled({
          label: report.selfTest,
          text: selfTest === null ? report.noSelfTest : `${formatDate(selfTest.at)} · ${visibleText(say(selfTest.what))}`,
        })}
      </p>
      <Part title={words.open} none={operations.length === 0 ? words.noneOpen : null}>
        <ul className="history-list" aria-label={words.open}>
          {operations.map((line) => (
            <li key={line.position}>
              <OperationLine line={line}>
                <Button
                  className="button"
                  aria-label={history.openName({ operationId: visibleText(line.operationId) })}
                  isDisabled={busy}
                  onPress={() => onOpen(line.operationId)}
                >
                  <FolderOpen aria-hidden size={20} />
                  {history.open}
                </Button>
              </OperationLine>
            </li>
          ))}
        </ul>
        {lookedAt === null ? null : <p className="dim">{words.lookedAt({ count: lookedAt })}</p>}
      </Part>
      <Part title={words.messages} none={card.messages.length === 0 ? words.noMessages : null}>
        {card.messages.map(({ operationId, state, summary, problem: why, createdAt }, index) => (
          <div key={index} className="audit-line">
            <span className="dim">{formatDate(createdAt)}</span>
            <span>
              <OutcomeBadge outcome={state} /> <Outside text={operationId} mono /> <Outside text={say(summary)} />{' '}
              <span className="dim">
                <Outside text={say(why)} />
              </span>
            </span>
          </div>
        ))}
      </Part>
      <p>{messages.labelled({ label: words.quarantine, text: words.quarantined(quarantined) })}</p>
      <Part title={words.decisions} none={decisions.length === 0 ? words.noDecisions : null}>
        {decisions.map((line) => (
          <DecisionLine key={line.seq} {...line} />
        ))}
      </Part>
    </div>
  );
}

function Part({ title, none, children }: { readonly title: string; readonly none: string | null; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="section-title">{title}</h3>
      {none === null ? children : <p className="dim">{none}</p>}
    </section>
  );
}

function SaveHandover() {
  const { askOrTell } = useConsole();
  const report = (format: 'pdf' | 'csv'): Saving => ({
    kind: format,
    save: () => askOrTell('report.handover', { format, language: shownWords().language }),
  });
  const [busy, save] = useSaving();
  return <SaveMenu savings={[report('pdf'), report('csv')]} isDisabled={busy} onSave={save} />;
}
