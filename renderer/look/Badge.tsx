import type { DeviceRow, DeviceStatus, PairOutcome } from '../../protocol/model';
import { CircleCheck, CircleQuestionMark, Hourglass, OctagonX, Send } from 'lucide-react';
import { messages } from '../messages';
import { overStatus, type OverStatus } from '../store/buckets';
import type { LetterMeaning } from '../store/verdict-letters';
import { BUCKET_LOOK, STATUS_LOOK, VERDICT_LOOK, type Look } from './status-look';
import './badge.css';

/** A device's state: outline, word and fill say the same thing three times. */
export function StatusBadge({ status }: { readonly status: DeviceStatus }) {
  return <Badge look={STATUS_LOOK[status]} text={messages.status[status]} kind="badge" />;
}

/** An interface's verdict, quieter than a device's. */
export function VerdictBadge({ verdict }: { readonly verdict: LetterMeaning }) {
  return <Badge look={VERDICT_LOOK[verdict]} text={messages.verdict[verdict]} kind="badge small" />;
}

/** News about a device that is larger than what its scan says of it. */
export function OverBadge({ kind }: { readonly kind: OverStatus }) {
  return <Badge look={BUCKET_LOOK[kind]} text={messages.tiles[kind]} kind="badge" />;
}

/** How a device stands now. */
export function RowBadge({ row }: { readonly row: DeviceRow }) {
  const over = overStatus(row);
  return over === null ? <StatusBadge status={row.status} /> : <OverBadge kind={over} />;
}

const OUTCOME_LOOK: Readonly<Record<PairOutcome, Look>> = {
  queued: { Icon: Hourglass, tone: 'wait' },
  sending: { Icon: Send, tone: 'wait' },
  accepted: { Icon: CircleCheck, tone: 'pass' },
  rejected: { Icon: OctagonX, tone: 'fail' },
  unknown: { Icon: CircleQuestionMark, tone: 'silent' },
};

/** How far something sent to the factory got. */
export function OutcomeBadge({ outcome }: { readonly outcome: PairOutcome }) {
  return <Badge look={OUTCOME_LOOK[outcome]} text={messages.outcome[outcome]} kind="badge small" />;
}

function Badge({ look: { Icon, tone }, text, kind }: { readonly look: Look; readonly text: string; readonly kind: string }) {
  return (
    <span className={`${kind} tone-${tone}`}>
      <Icon aria-hidden strokeWidth={2.4} />
      {text}
    </span>
  );
}
