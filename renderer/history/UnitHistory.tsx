import { BookUser, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { UnitAttempt } from '../../protocol/history';
import { messages } from '../messages';
import { HistoryHead } from './HistoryHead';
import { devicesState } from '../registry/list/devices-state';
import { useAnswer } from '../server-state/use-answer';
import { useConsole } from '../store/console-context';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { shownWords } from '../text/shown-words';
import { visibleText } from '../text/visible-text';
import { StatusBadge, VerdictBadge } from '../ui/Badge';
import { SaveMenu, useSaving, type Saving } from '../ui/SaveMenu';
import { reasonWord } from '../ui/reason-word';

interface UnitHistoryProps {
  readonly sn: string;
  readonly onBack: () => void;
  readonly onOpen: (operationId: string) => void;
  readonly onLeave: () => void;
  readonly busy: boolean;
}

/** All attempts of one device over the years, newest first. */
export function UnitHistory({ sn, onBack, onOpen, onLeave, busy }: UnitHistoryProps) {
  const { history } = messages;
  const { value: attempts, problem } = useAnswer('history.unit', { sn });
  return (
    <>
      <HistoryHead of={sn} onBack={onBack}>
        {attempts === undefined ? null : <span className="dim">{history.attempts({ count: attempts.length })}</span>}
        <span className="grow" />
        <SaveUnit sn={sn} />
        <RegistryButton sn={sn} onLeave={onLeave} />
      </HistoryHead>
      {problem === '' ? null : (
        <p className="field-error" role="alert">
          <Outside text={problem} />
        </p>
      )}
      <ul className="history-list" aria-label={visibleText(sn)}>
        {attempts?.map((attempt) => (
          <li key={`${attempt.operationId} ${attempt.attempt}`}>
            <AttemptLine sn={sn} attempt={attempt} busy={busy} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SaveUnit({ sn }: Pick<UnitHistoryProps, 'sn'>) {
  const { askOrTell } = useConsole();
  const report = (format: 'pdf' | 'csv'): Saving => ({
    kind: format,
    save: () => askOrTell('report.unit', { sn, format, language: shownWords().language }),
  });
  const [busy, save] = useSaving();
  return <SaveMenu savings={[report('pdf'), report('csv')]} isDisabled={busy} onSave={save} />;
}

interface AttemptLineProps extends Pick<UnitHistoryProps, 'sn' | 'onOpen' | 'busy'> {
  readonly attempt: UnitAttempt;
}

function AttemptLine({ sn, attempt, onOpen, busy }: AttemptLineProps) {
  const { history } = messages;
  const { status, reason, faults, product, guest, held } = attempt;
  return (
    <article className="history-line attempt">
      <div>
        <b>{formatDate(attempt.at)}</b>
        <span className="dim">
          <Outside text={attempt.operationId} mono /> · {history.attempt({ attempt: attempt.attempt })}
        </span>
      </div>
      <div>
        <StatusBadge status={status} />
        {guest ? <span className="dim">{history.guest}</span> : null}
        {held ? <span className="dim">{history.held}</span> : null}
        {product === null ? null : (
          <span className="dim">
            <Outside text={product} />
          </span>
        )}
      </div>
      <div>
        {faults.length === 0 && reason !== null && reason !== status ? <span>{reasonWord(reason)}</span> : null}
        {faults.map((fault) => (
          <span key={fault.interface} className="history-fault">
            <VerdictBadge verdict={fault.verdict} /> <Outside text={fault.interface} mono />{' '}
            <span className="dim">
              <Outside text={fault.model ?? history.unknownCard} />
            </span>
          </span>
        ))}
        <SeenMacs sn={sn} attempt={attempt} />
      </div>
      <Button
        className="button"
        aria-label={history.openName({ operationId: visibleText(attempt.operationId) })}
        isDisabled={busy}
        onPress={() => onOpen(attempt.operationId)}
      >
        <FolderOpen aria-hidden size={20} />
        {history.open}
      </Button>
    </article>
  );
}

/** Read from the reports when somebody looks. */
function SeenMacs({ sn, attempt }: Pick<AttemptLineProps, 'sn' | 'attempt'>) {
  const [open, setOpen] = useState(false);
  return (
    <details className="history-macs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{messages.history.macs}</summary>
      {open ? <MacList sn={sn} attempt={attempt} /> : null}
    </details>
  );
}

function MacList({ sn, attempt: { operationId, attempt } }: Pick<AttemptLineProps, 'sn' | 'attempt'>) {
  const { value: reports, problem } = useAnswer('history.macs', { operationId, sn });
  if (problem !== '') return <Outside text={problem} />;
  if (reports === undefined) return <span className="dim">{messages.history.loading}</span>;
  const own = reports.filter((report) => report.attempt === null || report.attempt === attempt);
  const macs = [...new Set(own.flatMap((report) => report.macs))];
  const isAltered = own.some(({ altered }) => altered);
  if (macs.length === 0 && !isAltered) return <span className="dim">{messages.history.noMacs}</span>;
  return (
    <ul>
      {isAltered ? <li>{messages.history.alteredReport}</li> : null}
      {macs.map((mac) => (
        <li key={mac}>
          <Outside text={mac} mono />
        </li>
      ))}
    </ul>
  );
}

function RegistryButton({ sn, onLeave }: Pick<UnitHistoryProps, 'sn' | 'onLeave'>) {
  const { askOrTell, notices } = useConsole();
  const { history } = messages;
  const go = async (): Promise<void> => {
    const answer = await askOrTell('registry.lookUp', { code: sn });
    if (answer === undefined) return;
    const [first] = answer.devices;
    if (first === undefined) {
      notices.raise('info', history.notInRegistry({ sn: visibleText(sn) }), 'registry-look-up');
      return;
    }
    devicesState.open(first);
    onLeave();
  };
  return (
    <Button className="button" onPress={() => void go()}>
      <BookUser aria-hidden size={20} />
      {history.registry}
    </Button>
  );
}
