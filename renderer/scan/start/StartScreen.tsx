import { ArrowLeft, Play, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import { messages } from '../../messages';
import { TryPractice } from '../../practice/TryPractice';
import { usePracticeRoster } from '../../practice/use-practice';
import { useScanner } from '../../scanner/use-scanner';
import { useAct } from '../../store/acts';
import { useConsole, useDraft, useFacts } from '../../store/console-context';
import { filledRack } from '../../store/rack-draft';
import { clearDraft, rosterTextOf, type StartDraft } from '../../store/start-draft';
import { useRecordsFail, useWrite } from '../../store/use-write';
import { nothingIsTaken } from '../../text/nothing-is-taken';
import { visibleText } from '../../text/visible-text';
import { wholeSentence } from '../../text/whole-sentence';
import { useExpected } from './expected';
import { KeepingTime } from './KeepingTime';
import { Readiness } from './Readiness';
import { badLines } from './RosterReport';
import { RosterSources } from './RosterSources';
import { useRacks } from './rack/use-racks';
import { takeStartCode, takeTyped } from './take-code';
import { useParsedRoster } from './use-parsed-roster';
import { moveOnFrom, WhoAndWhat } from './WhoAndWhat';
import './start.css';

/** Where a scan begins: who, what, which devices, and one large button. A scanner's Enter never presses it. */
export function StartScreen() {
  const console = useConsole();
  const { ask, draft } = console;
  usePracticeRoster();
  const state = useDraft((all) => all);
  const session = useFacts((facts) => facts.session);
  const { racks, reload } = useRacks();
  const pasted = useParsedRoster(state.source === 'paste' ? state.pasted : '');
  const [missing, setMissing] = useState<Lack>();
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const form = useRef<HTMLElement>(null);

  const person = useFacts(({ signIn }) => signIn.person);
  const lastOperator = person?.badge ?? session?.operatorId ?? '';
  useEffect(() => {
    if (person !== null || draft.getState().operatorId === '') draft.setState({ operatorId: lastOperator });
  }, [draft, lastOperator, person]);

  const labels = useFacts(({ settings }) => settings.labels);
  const expected = useExpected(state, pasted, labels);
  const size = expected?.serials.length;
  useScanner((code) => {
    const { kind } = takeStartCode(console, code, labels, person !== null);
    // A person goes on typing in the next field, as after Enter.
    if (kind === 'badge' || kind === 'operation') moveOnFrom(document.activeElement);
  });

  const start = (): void =>
    run(async () => {
      setRefusal('');
      const allTaken = draft.getState().source !== 'scan' || takeTyped(console, labels);
      const now = draft.getState();
      const rosterText = rosterTextOf(now);
      const lacks =
        now.operatorId.trim() === ''
          ? 'operator'
          : !allTaken
            ? 'typed'
            : rosterText?.trim() === '' || (now.source === 'rack' && (now.rack?.units.size ?? 0) === 0)
              ? 'roster'
              : badLines(rosterIn(now, pasted)).length > 0
                ? 'correction'
                : undefined;
      setMissing(lacks);
      if (lacks !== undefined) {
        const field =
          lacks === 'operator' ? '[data-first-field]' : lacks === 'correction' ? '.problems button' : '[data-serial-field]';
        const place = form.current?.querySelector<HTMLElement>(field);
        place?.focus();
        if (lacks === 'typed' && place instanceof HTMLInputElement) place.select();
        return;
      }
      const { operatorId, operationId, scanMode } = now;
      const reply = await ask('scan.start', {
        operatorId: operatorId.trim(),
        operationId: operationId.trim(),
        scanMode,
        ...(rosterText === undefined ? {} : { rosterText }),
        ...(now.source === 'rack' && now.rack !== null ? { rack: filledRack(now.rack) } : {}),
      });
      if (reply.ok) clearDraft(draft);
      else setRefusal(wholeSentence(reply.error));
    });

  const roster = rosterIn(state, pasted);
  const problem = refusal !== '' ? refusal : problemOf(missing, state, roster);
  const toCorrect = badLines(roster).length > 0;
  const failing = useRecordsFail();
  const reason = failing ? nothingIsTaken() : problem === '' && toCorrect ? messages.start.unsettled : problem;
  const brokerDown = useFacts(({ connections }) => connections.broker.state === 'down');
  const why = useId();
  useAct('startScan', messages.names.startButton, start, { disabled: busy });
  return (
    <main className="start" ref={form} aria-label={messages.names.startRegion}>
      <div className="start-title">
        <h2>{messages.start.title}</h2>
        <p className="dim start-lead">{messages.start.lead}</p>
        <KeepingTime />
        <span className="grow" />
        {session === null ? null : (
          <Button className="button" onPress={() => draft.setState({ wanted: false })}>
            <ArrowLeft aria-hidden size={20} />
            {messages.start.back}
          </Button>
        )}
      </div>
      <WhoAndWhat operatorMissing={missing === 'operator' && state.operatorId.trim() === ''} prefilled={lastOperator} />
      <RosterSources pasted={pasted} racks={racks} onRacksSaved={reload} />
      <div className="start-footer card">
        <Readiness expected={expected} />
        <div className="start-go">
          {brokerDown ? <TryPractice /> : null}
          {reason === '' ? null : (
            // Said again when it is an answer to a press.
            <p key={problem} className="field-error" id={why} {...(problem === '' ? {} : { role: 'alert' })}>
              <TriangleAlert aria-hidden size={22} />
              {visibleText(reason)}
            </p>
          )}
          <Button
            className={toCorrect || brokerDown || failing ? 'button go not-yet' : 'button primary go'}
            {...(reason === '' ? {} : { 'aria-describedby': why })}
            isDisabled={busy}
            onPress={start}
          >
            <Play aria-hidden size={34} fill="currentColor" />
            <span>
              {messages.names.startButton}
              {size === undefined ? null : <span className="go-count"> {messages.start.goCount({ count: size })}</span>}
            </span>
          </Button>
        </div>
      </div>
    </main>
  );
}

/** What keeps the scan from starting. */
type Lack = 'operator' | 'roster' | 'typed' | 'correction';

/** The list as it was read, where it is a text. */
function rosterIn({ source, file }: StartDraft, pasted: ParsedRoster | undefined): ParsedRoster | undefined {
  return source === 'paste' ? pasted : source === 'file' ? file?.roster : undefined;
}

function problemOf(missing: Lack | undefined, { typed, source, rack }: StartDraft, roster: ParsedRoster | undefined): string {
  if (missing === 'correction') return badLines(roster).length > 0 ? messages.start.unsettled : '';
  if (missing === 'roster' && source === 'rack')
    return rack === null ? messages.start.rack.noneChosen : rack.units.size === 0 ? messages.start.rack.nothingIn : '';
  if (missing === 'roster') return messages.start.rosterMissing;
  return missing === 'typed' && typed.trim() !== '' ? messages.start.stillTyped({ text: typed.trim() }) : '';
}
