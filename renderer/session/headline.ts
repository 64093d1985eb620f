import type { ScanCounts, SessionView } from '../../protocol/model';
import { messages } from '../messages';
import { countNeedy, type BucketId } from '../store/buckets';
import { formatClock, formatDuration } from '../text/format';

/** How the band looks: worst news decides. */
export type HeadlineTone = 'bad' | 'warn' | 'good' | 'calm';

/** The one sentence that says how the scan stands, and what it is made of, worst first. */
export interface Headline {
  readonly tone: HeadlineTone;
  readonly title: string;
  readonly parts: readonly { readonly bucket: BucketId; readonly text: string }[];
}

const WORST_FIRST = [
  'conflict',
  'fail',
  'couldNotCheck',
  'notRegistered',
  'noAnswer',
  'contested',
  'noSerial',
  'guests',
  'waiting',
  'waived',
  'pass',
] as const satisfies readonly BucketId[];

/** Puts main's counts into words; judges nothing. */
export function headlineOf(session: SessionView): Headline {
  const { counts, phase } = session;
  const present = WORST_FIRST.filter((bucket) => counts[bucket] > 0);
  // Where all passed, the title says it.
  const told = phase === 'closed' && present.length === 1 && present[0] === 'pass' ? [] : present;
  const parts = told.map((bucket) => ({ bucket, text: messages.headline.parts[bucket](counts[bucket]) }));
  return phase === 'scanning' ? { tone: 'calm', title: scanningTitle(session), parts } : { ...closedTitle(counts), parts };
}

function scanningTitle({ counts, rosterSize }: SessionView): string {
  const done = checkedCount(counts);
  if (rosterSize !== null) return messages.headline.checked(done, counts.expected);
  return counts.expected === 0 ? messages.headline.waitingForFirst : messages.headline.answered(counts.expected);
}

/** How many of the expected devices are settled. */
export function checkedCount(counts: ScanCounts): number {
  return counts.expected - counts.waiting;
}

function closedTitle(counts: ScanCounts): { readonly tone: HeadlineTone; readonly title: string } {
  const needy = countNeedy(counts);
  if (needy > 0 && needy === counts.noAnswer && counts.noAnswer === counts.expected)
    return { tone: 'bad', title: messages.headline.nobody };
  if (needy > 0)
    return { tone: counts.fail + counts.conflict > 0 ? 'bad' : 'warn', title: messages.headline.needYou(needy, counts.expected) };
  if (counts.expected === 0)
    return { tone: 'bad', title: counts.guests + counts.noSerial > 0 ? messages.headline.besideOnly : messages.headline.nobody };
  if (counts.waived > 0) return { tone: 'calm', title: messages.headline.passedAndWaived(counts.pass, counts.waived) };
  return { tone: counts.noSerial > 0 ? 'warn' : 'good', title: messages.headline.allPassed(counts.pass) };
}

/** When and why a scan closed, and how long its last round took; empty while it runs. */
export function closedSentence({ closedAt, closeReason, roundStartedAt }: SessionView): string {
  if (closedAt === null || closeReason === null) return '';
  const reason = messages.headline.closedBecause[closeReason];
  const took = formatDuration(closedAt - roundStartedAt);
  return messages.headline.closed(formatClock(closedAt), reason, took);
}
