import { localMinute } from '../../../protocol/local-time';
import { text, type Text } from '../../../protocol/texts/text';
import type { KeepingFacts, OldOperation } from '../ports/keeping-time';

export const DAY_MS = 86_400_000;
/** No scan is older; a computer whose battery is empty begins in 1970, or when it was made. */
const BEFORE_ALL_SCANS = Date.UTC(2025, 0, 1);
/** So many scans may go at once, or a tenth of all, where the clock may have been set. */
const FEW = 20;
const SHARE = 10;
/** For so long, or for the keeping time where that is longer, a plant may have no scan without anybody having set a clock. */
const QUIET_DAYS = 30;
/** Time servers set clocks back by less, ms. */
const SLIGHTLY = 60_000;

/** What the keeping time would remove. */
export interface Going {
  readonly count: number;
  /** Of the newest of them. */
  readonly closedAt: number;
}

/**
 * Whether nobody can say how old a scan is: it has a date of before there was any, or one that is old though the one before it was begun
 * at a date that is not.
 */
export function isOfUnknownAge({ closedAt, position }: OldOperation, { firstYoung }: KeepingFacts): boolean {
  return closedAt < BEFORE_ALL_SCANS || (firstYoung !== null && firstYoung < position);
}

/** How many scans the keeping time may remove at once: any, where scans were begun all the time, so that nobody can have set the clock far ahead. */
export function mostAtOnce({ scans, longestPause }: KeepingFacts): number {
  if (longestPause <= QUIET_DAYS * DAY_MS) return Number.POSITIVE_INFINITY;
  return Math.max(FEW, Math.floor(scans / SHARE));
}

/** How a person removes what stays. */
function byHand({ file }: KeepingFacts, keepDays: number): string {
  return `burnin prune --db '${file.replaceAll("'", String.raw`'\''`)}' --older-than ${keepDays} --dry-run`;
}

/** What to say of old scans of unknown age, which stay. Null where there are none. */
export function ofUnknownAge(scans: number, facts: KeepingFacts, keepDays: number): Text | null {
  return scans === 0 ? null : text('records.ofUnknownAge', { days: keepDays, scans, command: byHand(facts, keepDays) });
}

/** Why nothing is removed by the keeping time: one look at the clock does not prove the age of scans. Null where nothing speaks against it. */
export function whyNotRemoved(going: Going, facts: KeepingFacts, now: number, keepDays: number): Text | null {
  if (going.count === 0) return null;
  const quietMs = Math.max(keepDays, QUIET_DAYS) * DAY_MS;
  const why =
    facts.newestEntryAt !== null && now < facts.newestEntryAt - SLIGHTLY
      ? 'behind'
      : (facts.nextClosedAt ?? now) - going.closedAt > quietMs
        ? 'gap'
        : going.count > mostAtOnce(facts)
          ? 'many'
          : null;
  if (why === null) return null;
  return text('records.notRemoved', {
    days: keepDays,
    clock: localMinute(now),
    scans: going.count,
    why,
    command: byHand(facts, keepDays),
  });
}
