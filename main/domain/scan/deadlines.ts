import type { DeviceId } from '../../../protocol/ids';
import type { CloseReason } from '../../../protocol/model';
import type { ScanSession } from './state';

/** A complete scan stays open this long after its last answer, so that a second claim to a serial number is still seen. */
const SETTLE_MS = 500;

/** Since when the round runs, nothing came, and something could come (infinite while nothing can), all by one clock. */
export interface ScanTimes extends Pick<ScanSession, 'roundStartedAt' | 'lastActivityAt'> {
  readonly heardSince?: number;
}

/** When and why a scan ends if nothing else happens; null when it is closed. */
export interface Deadline {
  readonly at: number;
  readonly reason: CloseReason;
}

/**
 * The next instant, by the clock of `times`, at which the scan ends: shortly after everyone expected has a verdict, or when nothing
 * came for the idle time, although something could, and no look-up is under way, or when the maximum time is over.
 */
export function nextDeadline(session: ScanSession, times: ScanTimes = session): Deadline | null {
  if (session.phase === 'closed') return null;
  const latest: Deadline = { at: maxEndsAt(session, times), reason: 'maxTime' };
  if (session.lookUps > 0) return latest;
  const knowsWhoIsExpected = session.rosterSize !== null || session.round > 1;
  const complete = knowsWhoIsExpected && session.counts.waiting === 0 && !isUnlistedAwaited(session);
  const quiet: Deadline = complete
    ? { at: times.lastActivityAt + Math.min(SETTLE_MS, session.policy.idleMs), reason: 'complete' }
    : { at: idleEndsAt(session, times), reason: 'idle' };
  return quiet.at < latest.at ? quiet : latest;
}

/** Guests and units without serial number stand beside the sum; whoever of them was asked again has its time all the same. */
function isUnlistedAwaited({ round, devices }: ScanSession): boolean {
  if (round === 1) return false;
  for (const { status } of devices.values()) if (status === 'waiting') return true;
  return false;
}

/** Whom the console asks once more before silence ends the scan. */
export function toAskAgain({ devices, policy }: ScanSession): DeviceId[] {
  const ids: DeviceId[] = [];
  for (const { id, status, retries } of devices.values())
    if (status === 'waiting' && retries < policy.noAnswerRetries) ids.push(id);
  return ids;
}

/** When the scan ends if nothing more comes. */
export function idleEndsAt({ policy }: ScanSession, { lastActivityAt, heardSince = lastActivityAt }: ScanTimes): number {
  return Math.max(lastActivityAt, heardSince) + policy.idleMs;
}

/** When the scan ends whatever comes. */
export function maxEndsAt({ policy }: ScanSession, { roundStartedAt }: ScanTimes): number {
  return roundStartedAt + policy.maxMs;
}
