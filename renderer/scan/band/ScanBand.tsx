import { carriesSerials } from '../../../protocol/delivery-kinds';
import { ArrowRight, CircleCheck, CircleStop, OctagonAlert, Radar, TriangleAlert, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import type { PairSheet } from '../../../protocol/pair-sheet';
import type { DeliveryView, SessionView } from '../../../protocol/model';
import { messages } from '../../messages';
import { usePairSheet, type SheetState } from '../pair/pair-state';
import { PairButton } from '../pair/PairButton';
import { countUnsettledPairs } from '../../../protocol/needy';
import { useAct } from '../../store/acts';
import { useConsole, useFacts, useShownOperation } from '../../store/console-context';
import { useTarget } from '../../store/target';
import { useBusy } from '../../store/use-busy';
import { useRecordsFail } from '../../store/use-write';
import { useNow } from '../../store/use-now';
import { formatDuration } from '../../text/format';
import { closedSentence, foldParts, headlineOf, type HeadlineTone } from './headline';
import { NewScanButton } from './NewScanButton';
import { nextStepOf } from './next-step';
import { ProgressStrip } from './ProgressStrip';
import { useIsPast } from './use-is-past';
import { UnknownUnit } from './UnknownUnit';
import { UnsettledSerials } from './UnsettledSerials';
import './band.css';
import './band-sizes.css';

const TONE_ICON: Readonly<Record<HeadlineTone, LucideIcon>> = {
  bad: OctagonAlert,
  warn: TriangleAlert,
  good: CircleCheck,
  calm: CircleCheck,
};

/** A title of more characters is set smaller in a narrow window. */
const LONG_TITLE = 24;
/** The band across the screen: while scanning how far it is and when it ends; afterwards the result, worst news first. */
export function ScanBand() {
  const session = useFacts((facts) => facts.session);
  const unknown = useStore(useConsole().lookUp, (state) => state.unknown);
  const state = usePairSheet();
  const failing = useRecordsFail();
  if (session === null) return null;
  if (unknown !== null) return <UnknownUnit unknown={unknown} />;
  const scanning = session.phase === 'scanning';
  const { parts, ...scan } = headlineOf(session);
  // Whatever the scan has come to: until then nothing more is taken.
  const { tone, title } = failing ? { tone: 'bad' as const, title: messages.headline.recordsFail } : scan;
  const Icon = scanning && !failing ? Radar : TONE_ICON[tone];
  return (
    <section className={`band ${tone}${scanning && !failing ? ' scanning' : ''}`} aria-label={messages.names.scanRegion}>
      <Icon className="band-icon" aria-hidden strokeWidth={2} />
      <div className="band-words">
        <h2 className={`band-title${title.length > LONG_TITLE ? ' long' : ''}`} title={title}>
          {scanning && !failing ? (
            <span className="band-over">{messages.headline.scanning({ round: session.round })} · </span>
          ) : null}
          {title}
        </h2>
        {!scanning && countUnsettledPairs(session.counts) > 0 ? (
          <UnsettledSerials />
        ) : (
          <p className="band-parts" title={parts.map(({ text }) => text).join(' · ')}>
            {foldParts(parts, session.counts).join(' · ') || closedSentence(session)}
          </p>
        )}
        <NextStep session={session} sheet={state.sheet} />
      </div>
      {/* What main would refuse now is not offered. */}
      {failing ? null : <Acts session={session} state={state} />}
    </section>
  );
}

function Acts({ session, state }: { readonly session: SessionView; readonly state: SheetState }) {
  if (session.phase === 'closed')
    return (
      <div className="band-acts">
        <ClosedActs state={state} />
      </div>
    );
  return (
    <>
      <Clocks session={session} />
      <div className="band-acts">
        <FinishButton />
      </div>
      <ProgressStrip counts={session.counts} />
    </>
  );
}

/** The one thing to do now. */
function NextStep({ session, sheet }: { readonly session: SessionView; readonly sheet: PairSheet | undefined }) {
  const connections = useFacts((facts) => facts.connections);
  const underWay = useFacts(({ deliveries }) => deliveries.some((one) => isUnderWay(one, session.operationId)));
  const step = nextStepOf(session, { connections, target: useTarget(), sheet, underWay });
  return (
    <p className="band-next" title={step}>
      {step === '' ? null : <ArrowRight aria-hidden strokeWidth={2.8} />}
      {step}
    </p>
  );
}

function isUnderWay({ kind, operationId, state }: DeliveryView, shown: string): boolean {
  return operationId === shown && carriesSerials(kind) && (state === 'queued' || state === 'sending');
}

function Clocks({ session }: { readonly session: SessionView }) {
  const now = useNow(250);
  const { roundStartedAt, idleEndsAt, endsAt } = session;
  return (
    <dl className="clocks">
      <Clock name={messages.headline.elapsed} value={formatDuration(now - roundStartedAt)} />
      {idleEndsAt === null ? null : <Clock name={messages.headline.idleEnds} value={formatDuration(idleEndsAt - now)} />}
      {endsAt === null ? null : <Clock name={messages.headline.maxEnds} value={formatDuration(endsAt - now)} />}
    </dl>
  );
}

function Clock({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </div>
  );
}

const FinishButton = memo(function FinishButton() {
  const { askOrTell } = useConsole();
  const operation = useShownOperation();
  const [busy, run] = useBusy();
  const finish = (): void =>
    run(async () => {
      await askOrTell('scan.finish', { operation });
    });
  useAct('finish', messages.names.finish, finish, { disabled: busy });
  return (
    <Button className="button big" isDisabled={busy} onPress={finish}>
      <CircleStop aria-hidden size={26} />
      {messages.names.finish}
    </Button>
  );
});

const ClosedActs = memo(function ClosedActs({ state }: { readonly state: SheetState }) {
  const past = useIsPast();
  return (
    <>
      <PairButton state={state} prominent={past === null} />
      <NewScanButton sheet={state.sheet} />
    </>
  );
});
