import type { DeviceRow, DeviceStatus, PairOutcome } from '../../protocol/model';
import { CircleCheck, CircleQuestionMark, Hourglass, OctagonX, Send } from 'lucide-react';
import { messages } from '../messages';
import { overStatus, type BucketId, type OverStatus } from '../store/buckets';
import { useTarget, type Target } from '../store/target';
import type { LetterMeaning } from '../store/verdict-letters';
import { bucketWord } from './bucket-word';
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
  return <BucketBadge bucket={kind} target={useTarget()} />;
}

/** A group of devices, or what a device of it is. */
export function BucketBadge({ bucket, target }: { readonly bucket: BucketId; readonly target: Target }) {
  return <Badge look={BUCKET_LOOK[bucket]} text={bucketWord(bucket, target)} kind="badge" />;
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

/** How far a message to the factory got. */
export function OutcomeBadge({ outcome }: { readonly outcome: PairOutcome }) {
  return <Badge look={OUTCOME_LOOK[outcome]} text={messages.outcome[outcome]} kind="badge small" />;
}

/** How far a device got on its way to Pair (or burn). */
export function PairBadge({ outcome, target }: { readonly outcome: PairOutcome; readonly target: Target }) {
  return <Badge look={OUTCOME_LOOK[outcome]} text={messages.pairOutcome[target][outcome]} kind="badge small" />;
}

function Badge({ look: { Icon, tone }, text, kind }: { readonly look: Look; readonly text: string; readonly kind: string }) {
  return (
    <span className={`${kind} tone-${tone}`}>
      <Icon aria-hidden strokeWidth={2.4} />
      {text}
    </span>
  );
}
