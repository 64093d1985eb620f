import { ArrowRight, ChevronsDown, Eye, Gavel, Inbox, RotateCw, Stamp, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { DeviceDetails, DeviceRow, PairOutcome } from '../../../protocol/model';
import { useDeliveryDrawer } from '../../deliveries/drawer-state';
import { useScrollStop } from '../../ui/use-scroll-stop';
import { askAgain } from '../grid/ask-again';
import { PairBadge, StatusBadge } from '../../ui/Badge';
import { bucketWord } from '../../ui/bucket-word';
import { BUCKET_LOOK, STATUS_LOOK } from '../../ui/status-look';
import { messages } from '../../messages';
import { SettleSheet } from '../pair/SettleSheet';
import { WaiveSheet } from '../../people/WaiveSheet';
import { useAct } from '../../store/acts';
import { isHeldBack, overStatus, unsettledPair } from '../../store/buckets';
import { useConsole, useDetails, useRow, useShownOperation } from '../../store/console-context';
import { useOutcomeNow } from '../../store/outcome-now';
import { useTarget, type Target } from '../../store/target';
import { useWrite } from '../../store/use-write';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { DeviceFacts } from './DeviceFacts';
import { InterfaceCards } from './InterfaceCards';
import { useNextProblem } from './use-next-problem';
import { formatClock } from '../../text/format';
import { say } from '../../text/say';
import './review.css';

/** Everything about one device, beside the grid: the verdict large, expected beside found, what to do next. */
export function ReviewPanel({ slot }: { readonly slot: number }) {
  const row = useRow(slot);
  const details = useDetails(row?.id);
  if (row === undefined) return null;
  return <Panel row={row} details={details} />;
}

interface PanelProps {
  readonly row: DeviceRow;
  readonly details: DeviceDetails | undefined;
}

function Panel({ row, details }: PanelProps) {
  const { view } = useConsole();
  const body = useScrollStop<HTMLDivElement>();
  const place = row.foundIn ?? row.slot;
  return (
    <aside className="review card" aria-label={messages.names.review}>
      <header className="review-head">
        {place === undefined ? null : (
          <b className="review-slot" title={messages.rack.slot}>
            <Outside text={place} />
          </b>
        )}
        <h2 title={visibleText(row.sn)}>{row.sn === '' ? messages.grid.unnamed : <Outside text={row.sn} mono />}</h2>
        <Button className="button icon plain" aria-label={messages.names.close} onPress={() => view.review(null)}>
          <X aria-hidden size={22} />
        </Button>
      </header>
      <div className="review-body" ref={body}>
        <Verdict row={row} details={details} />
        {details === undefined ? (
          <p className="dim">{messages.grid.loading}</p>
        ) : (
          <>
            <InterfaceCards
              interfaces={details.interfaces}
              letters={row.interfaces}
              told={[say(row.reason), say(details.nextAction)]}
            />
            {row.status === 'fail' ? <Waive row={row} /> : null}
            <DeviceFacts details={details} row={row} />
          </>
        )}
      </div>
      <footer className="review-footer">
        {row.contested ? <ClearContest id={row.id} contests={details?.contests ?? []} /> : null}
        <Rescan row={row} />
        <NextProblem />
      </footer>
    </aside>
  );
}

function Verdict({ row, details }: { readonly row: DeviceRow; readonly details: DeviceDetails | undefined }) {
  const openDrawer = useDeliveryDrawer((state) => state.open);
  const unsettled = unsettledPair(row);
  const over = unsettled ?? (row.guest ? 'guests' : overStatus(row));
  const { Icon, tone } = over === null ? STATUS_LOOK[row.status] : BUCKET_LOOK[over];
  const target = useTarget();
  const word = over === null ? messages.status[row.status] : bucketWord(over, target);
  const contests = row.contested ? (details?.contests ?? []) : [];
  const told = contests.map(({ nextAction }) => say(nextAction));
  const action = say(details?.nextAction ?? []);
  const next = told.includes(action) ? '' : action;
  // Where the contests are listed, the reason of a row that passed is one of them once more.
  const reason = isHeldBack(row) && (details === undefined || contests.length > 0) ? '' : say(row.reason);
  return (
    <section className={`verdict tone-${tone}`} aria-label={word}>
      <p className="verdict-word">
        <Icon aria-hidden strokeWidth={2.2} />
        {word}
      </p>
      {unsettled === null ? null : <Unsettled row={row} />}
      {over === null ? null : (
        <p>
          {messages.review.scanSays} <StatusBadge status={row.status} />
        </p>
      )}
      {row.status === 'pass' && row.attempt > 1 ? <p>{messages.review.passedLater({ attempt: row.attempt })}</p> : null}
      {reason === '' ? null : (
        <p className="verdict-reason">
          <Outside text={reason} />
        </p>
      )}
      {row.acknowledged === undefined ? null : (
        <p className="dim">
          <Outside text={messages.alarm.by({ person: row.acknowledged.operatorId, time: formatClock(row.acknowledged.at) })} />
        </p>
      )}
      {row.contested ? <HeldBack contests={contests} /> : null}
      {next === '' ? null : (
        <p className="next-act">
          <ArrowRight aria-hidden strokeWidth={2.6} />
          <span>
            <b>{messages.review.next}:</b> <Outside text={next} />
          </span>
        </p>
      )}
      {details?.inQuarantine === true ? (
        <Button className="button" onPress={() => openDrawer('aside')}>
          <Inbox aria-hidden size={20} />
          {messages.review.quarantine}
        </Button>
      ) : null}
      {row.pair === null || unsettled !== null || over === 'paired' ? null : (
        <p className="verdict-pair">
          {messages.label({ label: messages.review.outcome })} <BadgeNow outcome={row.pair} target={target} />
          {row.pairSettled === null ? null : (
            <>
              {messages.label({ label: messages.pair.settle.settled[row.pairSettled.as] })}{' '}
              <Outside text={row.pairSettled.reason} />
            </>
          )}
        </p>
      )}
    </section>
  );
}

/** Why a device that passed does not go to Pair. */
function HeldBack({ contests }: { readonly contests: DeviceDetails['contests'] }) {
  return (
    <>
      <p>{messages.review.contested}</p>
      <ul className="contests">
        {contests.map(({ key, what, nextAction }) => (
          <li key={key}>
            <Outside text={say(what)} /> <Outside text={say(nextAction)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The button of the person who has looked into it. It stands below the list, which may be long, and never scrolls away. */
function ClearContest({ id, contests }: { readonly id: DeviceRow['id']; readonly contests: DeviceDetails['contests'] }) {
  const { askOrTell } = useConsole();
  const operation = useShownOperation();
  const [busy, run] = useWrite();
  const clear = (): void =>
    run(async () => {
      await askOrTell('scan.clearContest', { operation, devices: [{ id, seen: contests.map(({ key }) => key) }] });
    });
  return (
    <Button className="button tall clear-contest" isDisabled={busy || contests.length === 0} onPress={clear}>
      <Eye aria-hidden size={20} />
      {messages.review.clearContest}
    </Button>
  );
}

/** Why Pair did not take it, and the way to settle it. */
function Unsettled({ row }: { readonly row: DeviceRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {row.pairReason.length === 0 ? null : (
        <p className="verdict-reason">
          <Outside text={say(row.pairReason)} />
        </p>
      )}
      <Button className="button" onPress={() => setOpen(true)}>
        <Gavel aria-hidden size={20} />
        {messages.pair.settle.one}
      </Button>
      {open ? (
        <SettleSheet devices={[row]} outcome={row.pair === 'unknown' ? 'unknown' : 'rejected'} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function Waive({ row }: { readonly row: DeviceRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button waive" onPress={() => setOpen(true)}>
        <Stamp aria-hidden size={20} />
        {messages.waive.button}
      </Button>
      {open ? <WaiveSheet rows={[row]} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NextProblem() {
  return (
    <Button className="button tall" onPress={useNextProblem()}>
      <ChevronsDown aria-hidden size={20} />
      {messages.review.nextProblem}
    </Button>
  );
}

function Rescan({ row }: { readonly row: DeviceRow }) {
  const console = useConsole();
  const operation = useShownOperation();
  const [busy, run] = useWrite();
  const disabled = busy || row.status === 'waiting';
  const rescan = (): void => run(() => askAgain(console, operation, [row.id]));
  useAct('rescan', messages.names.rescanDevice, rescan, { disabled });
  return (
    <Button className="button primary tall" isDisabled={disabled} onPress={rescan}>
      <RotateCw aria-hidden size={22} />
      {messages.names.rescanDevice}
    </Button>
  );
}

function BadgeNow({ outcome, target }: { readonly outcome: PairOutcome; readonly target: Target }) {
  return <PairBadge outcome={useOutcomeNow(outcome)} target={target} />;
}
