import { CircleCheck, CircleStop, OctagonAlert, Radar, TriangleAlert, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import type { SessionView } from '../../protocol/model';
import { messages } from '../messages';
import { usePairSheet } from '../pair/pair-state';
import { PairButton } from '../pair/PairButton';
import { countUnsettledPairs, unsettledPair } from '../store/buckets';
import { useConsole, useFacts } from '../store/console-context';
import { useBusy } from '../store/use-busy';
import { useNow } from '../store/use-now';
import { formatDuration } from '../text/format';
import { Outside } from '../text/Outside';
import { closedSentence, headlineOf, type HeadlineTone } from './headline';
import { NewScanButton } from './NewScanButton';
import { ProgressStrip } from './ProgressStrip';
import { useIsPast } from './use-is-past';
import { UnknownUnit } from './UnknownUnit';
import './band.css';

const TONE_ICON: Readonly<Record<HeadlineTone, LucideIcon>> = {
  bad: OctagonAlert,
  warn: TriangleAlert,
  good: CircleCheck,
  calm: CircleCheck,
};

/** So many serial numbers fit beside the buttons. */
const NAMED = 4;
/** A serial number with its sentence of more characters takes two lines in a window of 1366 px. */
const ONE_LINE = 44;

/** The band across the screen: while scanning how far it is and when it ends; afterwards the result, worst news first. */
export function ScanBand() {
  const session = useFacts((facts) => facts.session);
  const unknown = useStore(useConsole().lookUp, (state) => state.unknown);
  if (session === null) return null;
  if (unknown !== null) return <UnknownUnit unknown={unknown} />;
  const scanning = session.phase === 'scanning';
  const { tone, title, parts } = headlineOf(session);
  const Icon = scanning ? Radar : TONE_ICON[tone];
  return (
    <section className={`band ${tone}${scanning ? ' scanning' : ''}`} aria-label={messages.names.scanRegion}>
      <Icon className="band-icon" aria-hidden strokeWidth={2} />
      <div className="band-words">
        <h2 className="band-title" title={title}>
          {scanning ? <span className="band-over">{messages.headline.scanning(session.round)} · </span> : null}
          {title}
        </h2>
        {!scanning && countUnsettledPairs(session.counts) > 0 ? (
          <UnsettledSerials />
        ) : (
          <p className="band-parts">{parts.length > 0 ? parts.map(({ text }) => text).join(' · ') : closedSentence(session)}</p>
        )}
      </div>
      {scanning ? <Clocks session={session} /> : null}
      <div className="band-acts">{scanning ? <FinishButton /> : <ClosedActs />}</div>
      {scanning ? <ProgressStrip counts={session.counts} /> : null}
    </section>
  );
}

/** Which devices Pair did not take: the sentence of a single one, the names of several. */
function UnsettledSerials() {
  const { rows } = useConsole();
  const open = rows.all().filter((row) => unsettledPair(row) !== null);
  const named = open.slice(0, NAMED);
  const [only] = open;
  const long = open.length === 1 && only !== undefined && only.sn.length + only.pairSentence.length > ONE_LINE;
  return (
    <p className={`band-parts unsettled${long ? ' long' : ''}`}>
      {named.map(({ id, sn }) => (
        <Outside key={id} text={`${sn} `} mono />
      ))}
      {open.length > named.length ? messages.headline.andMore(open.length - named.length) : null}
      {open.length === 1 ? <Outside text={only?.pairSentence ?? ''} /> : null}
    </p>
  );
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
  const [busy, run] = useBusy();
  return (
    <Button
      className="button big"
      isDisabled={busy}
      onPress={() =>
        run(async () => {
          await askOrTell('scan.finish', {});
        })
      }
    >
      <CircleStop aria-hidden size={26} />
      {messages.names.finish}
    </Button>
  );
});

const ClosedActs = memo(function ClosedActs() {
  const state = usePairSheet();
  const past = useIsPast();
  return (
    <>
      <PairButton state={state} prominent={past === null} />
      <NewScanButton sheet={state.sheet} />
    </>
  );
});
