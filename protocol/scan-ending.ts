import type { ScanCounts } from './model';
import { countNeedy, countUnsettledPairs } from './needy';

/** What is to be said first of a closed scan: the worst that holds. */
export type ScanEnding =
  /** Pair (or burn) refused some, or may have taken them, and nobody has settled it. */
  | 'unsettled'
  /** Every device that is expected, and nobody is needed any more. */
  | 'allPaired'
  | 'nobodyAnswered'
  /** Whoever answered is not on the list: it may be that of another rack. */
  | 'onlyGuests'
  | 'needy'
  /** Nobody is expected; units stand beside. */
  | 'besideOnly'
  | 'passedAndWaived'
  | 'allPassed';

/** How good that is. `calm`: neither good nor bad news. */
export type Tone = 'bad' | 'warn' | 'good' | 'calm';

export interface EndedScan {
  readonly ending: ScanEnding;
  readonly tone: Tone;
}

/** How a closed scan stands: the one answer for headline, sound and stack light. */
export function scanEnding(counts: ScanCounts): EndedScan {
  if (countUnsettledPairs(counts) > 0) return { ending: 'unsettled', tone: 'bad' };
  if (allArePaired(counts)) return { ending: 'allPaired', tone: 'good' };
  if (nobodyAnswered(counts)) return { ending: 'nobodyAnswered', tone: 'bad' };
  if (onlyGuestsAnswered(counts)) return { ending: 'onlyGuests', tone: 'bad' };
  if (countNeedy(counts) > 0) return { ending: 'needy', tone: countFailed(counts) > 0 ? 'bad' : 'warn' };
  if (counts.expected === 0) return { ending: 'besideOnly', tone: 'bad' };
  if (counts.waived > 0) return { ending: 'passedAndWaived', tone: 'calm' };
  return { ending: 'allPassed', tone: counts.noSerial + counts.contested > 0 ? 'warn' : 'good' };
}

/** Whether somebody must look at a closed scan. */
export function needsHand(counts: ScanCounts): boolean {
  const { tone } = scanEnding(counts);
  return tone === 'bad' || tone === 'warn';
}

/** How many failed, or have a serial number that more than one claims. */
export function countFailed({ fail, conflict }: Pick<ScanCounts, 'fail' | 'conflict'>): number {
  return fail + conflict;
}

/** Every device that is expected, none of them needs a person any more, and none stands beside them that may be one of them. */
export function allArePaired(counts: ScanCounts): boolean {
  return counts.expected > 0 && counts.pairedExpected === counts.expected && countNeedy(counts) + counts.noSerial === 0;
}

/** True where there is no device that could say what to do. */
export function nobodyAnswered({ expected, noAnswer, guests, noSerial }: ScanCounts): boolean {
  return noAnswer === expected && guests + noSerial === 0;
}

/** True where whoever answered is not on the list: it may be that of another rack. */
export function onlyGuestsAnswered({ expected, noAnswer, guests }: ScanCounts): boolean {
  return expected > 0 && noAnswer === expected && guests > 0;
}
