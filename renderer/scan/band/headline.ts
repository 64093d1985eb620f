import { ADDENDS } from '../../../protocol/addends';
import type { ScanCounts, SessionView } from '../../../protocol/model';
import { interruptedWords } from '../../text/interrupted-words';
import { messages } from '../../messages';
import { listed } from '../../text/listed';
import { countNeedy, countUnsettledPairs } from '../../../protocol/needy';
import { allArePaired, scanEnding, type ScanEnding, type Tone } from '../../../protocol/scan-ending';
import { type BucketId } from '../../store/buckets';
import { targetOf, type Target } from '../../store/target';
import { formatClock, formatDuration } from '../../text/format';

/** How the band looks: worst news decides. */
export type HeadlineTone = Tone;

/** The one sentence that says how the scan stands, and what it is made of, worst first. */
export interface Headline {
  readonly tone: HeadlineTone;
  readonly title: string;
  readonly parts: readonly { readonly bucket: BucketId | null; readonly text: string }[];
}

const WORST_FIRST = [
  'pairRefused',
  'pairUnknown',
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
  // Where all passed, or what Pair did not take, the title says it.
  const others = phase === 'closed' ? present.filter((bucket) => bucket !== 'pairRefused' && bucket !== 'pairUnknown') : present;
  const told = phase === 'closed' && others.length === 1 && others[0] === 'pass' ? [] : others;
  const parts = told.map((bucket) => ({ bucket, text: messages.headline.parts[bucket]({ count: counts[bucket] }) }));
  return phase === 'scanning'
    ? { tone: 'calm', title: scanningTitle(session), parts }
    : { ...closedTitle(session), parts: [...parts, ...pairedPart(session)] };
}

/** More kinds of news than this are not read from two metres. */
const MAX_PARTS = 4;

/**
 * The parts in one line. Of many kinds of news only what is in the sum, which then adds up to what was expected; the rest stands beside the tiles. Of
 * more still the worst in words, the others as one number. What passed is always said.
 */
export function foldParts(parts: Headline['parts'], counts: ScanCounts): readonly string[] {
  const counted = parts.filter(({ bucket }) => bucket !== null);
  const news = counted.filter(({ bucket }) => bucket !== 'pass');
  if (news.length <= MAX_PARTS) return counted.map(({ text }) => text);
  const good = counted.filter((part) => !news.includes(part));
  const inSum = news.filter(({ bucket }) => ADDENDS.some((addend) => addend === bucket));
  if (inSum.length <= MAX_PARTS) return [...inSum, ...good].map(({ text }) => text);
  const told = inSum.slice(0, MAX_PARTS - 1);
  const rest = inSum.slice(MAX_PARTS - 1).reduce((sum, { bucket }) => sum + (bucket === null ? 0 : counts[bucket]), 0);
  return [...told.map(({ text }) => text), messages.headline.others({ count: rest }), ...good.map(({ text }) => text)];
}

function scanningTitle({ counts, rosterSize }: SessionView): string {
  const done = checkedCount(counts);
  if (rosterSize !== null) return messages.headline.checked({ done, expected: counts.expected });
  return counts.expected === 0 ? messages.headline.waitingForFirst : messages.headline.answered({ done: counts.expected });
}

/** How many of the expected devices are settled. */
export function checkedCount(counts: ScanCounts): number {
  return counts.expected - counts.waiting;
}

/** How many are paired, where the title does not say it. */
function pairedPart({ counts, scanMode }: SessionView): Headline['parts'] {
  const inTitle = countUnsettledPairs(counts) > 0 || (allArePaired(counts) && counts.paired === counts.expected);
  if (counts.paired === 0 || inTitle) return [];
  return [{ bucket: null, text: messages.headline.paired[targetOf(scanMode)]({ count: counts.paired }) }];
}

function closedTitle({ counts, scanMode }: SessionView): { readonly tone: HeadlineTone; readonly title: string } {
  const { ending, tone } = scanEnding(counts);
  return { tone, title: TITLES[ending](counts, targetOf(scanMode)) };
}

const { headline } = messages;
const TITLES: Readonly<Record<ScanEnding, (counts: ScanCounts, target: Target) => string>> = {
  unsettled: (counts, target) => headline.pairedButNot[target]({ paired: counts.paired, rest: listed(unsettledParts(counts)) }),
  allPaired: ({ pairedExpected }, target) => headline.allPaired[target]({ count: pairedExpected }),
  nobodyAnswered: ({ late }) => (late > 0 ? headline.nobodyInTime : headline.nobody),
  onlyGuests: () => headline.nobodyOnList,
  needy: (counts) => headline.needYou({ needy: countNeedy(counts), expected: counts.expected }),
  besideOnly: () => headline.besideOnly,
  passedAndWaived: ({ pass, waived }) => headline.passedAndWaived({ pass, waived }),
  allPassed: ({ pass }) => headline.allPassed({ count: pass }),
};

function unsettledParts({ pairRefused, pairUnknown }: ScanCounts): readonly string[] {
  return [
    pairRefused === 0 ? [] : [headline.unsettled.refused({ count: pairRefused })],
    pairUnknown === 0 ? [] : [headline.unsettled.unknown({ count: pairUnknown })],
  ].flat();
}

/** When and why a scan closed, and how long its last round took; empty while it runs. */
export function closedSentence({ closedAt, closeReason, interruptedAt, roundStartedAt }: SessionView): string {
  if (closedAt === null || closeReason === null) return '';
  const { closedBecause } = messages.headline;
  const reason = interruptedAt === undefined ? closedBecause[closeReason] : interruptedWords(interruptedAt, closedAt);
  const took = formatDuration((interruptedAt ?? closedAt) - roundStartedAt);
  return messages.headline.closed({ clock: formatClock(closedAt), reason, took });
}
