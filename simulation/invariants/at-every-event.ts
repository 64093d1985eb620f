import { deviceIdOf, type DeviceId } from '../../protocol/ids';
import type { ScanSession } from '../../main/domain/scan/state';
import { isContested } from '../../main/domain/scan/state';
import type { Surroundings, Violation } from '../world/surroundings';
import { FIRST_DAY } from '../world/time';
import type { Written } from '../world/written';
import { asksAnew, stillAwaited } from './answer-counts';
import { seenIn, whyNotEarned } from './pair-is-earned';

/** After these a device may be offered for Pair that was not before. */
const MAY_OFFER: ReadonlySet<string> = new Set(['scanClosed', 'reportReceived', 'contestCleared']);
/** Timers may be a moment early. */
const SLACK_MS = 100;

/** One event that is on disk, and the session before it. */
export interface Seen {
  readonly session: ScanSession;
  readonly history: readonly Written[];
  readonly written: Written;
}

/**
 * Looks at a session before an event of it that is on disk now.
 * @returns what is wrong, told once the event has been applied
 */
export function beforeEvent({ session, history, written }: Seen, surroundings: Surroundings): () => readonly Violation[] {
  const wrong: Violation[] = [];
  const say = (invariant: string, sentence: string): void =>
    void wrong.push({ invariant, sentence: `${session.operationId}: ${sentence}` });
  const { event } = written;
  let later = (): void => undefined;
  const awaited = stillAwaited(session, history, written);
  if (awaited !== null)
    later = () => {
      if (awaited.status === 'waiting')
        say('answer-of-its-attempt', `${awaited.id} answered what it was asked, and still waits.`);
    };
  if (event.kind === 'mesAnswered') later = answeredByMes({ session, history, written }, say);
  if (event.kind === 'contestCleared') later = clearedAsSeen(session, event, say);
  if (event.kind === 'scanClosed') {
    endedInItsTime(session, written, surroundings, say);
    if (event.reason === 'idle') everyRetryWasMade(session, history, say);
  }
  if (event.kind === 'askedAgain') askedAgainAsSet(event, session, history, say);
  return () => {
    later();
    if (MAY_OFFER.has(event.kind)) everyOfferIsEarned(session, [...history, written], surroundings, say);
    return wrong;
  };
}

type Say = (invariant: string, sentence: string) => void;

/** An answer of MES comes after the report that it was asked for, and one to an earlier attempt changes nothing. */
function answeredByMes({ session, history, written: { event } }: Seen, say: Say): () => void {
  if (event.kind !== 'mesAnswered') return () => undefined;
  const { sn, attempt } = event;
  if (!seenIn(history).some((one) => one.sn === sn))
    say('has-its-cause', `MES answered for ${sn}, and no report of it is on disk.`);
  const id = deviceIdOf(sn);
  const present = 1 + history.filter(({ event: one }) => asksAnew(one, id)).length;
  const device = session.devices.get(id);
  if (device === undefined || attempt === present) return () => undefined;
  const { status } = device;
  return () => {
    if (device.status !== status)
      say(
        'answer-of-its-attempt',
        `${sn} was ${status} in attempt ${present}, and is ${device.status} by an answer to attempt ${attempt}.`,
      );
  };
}

/** Who clears what speaks against a device clears what stood on the screen, and no more. */
function clearedAsSeen(
  session: ScanSession,
  { devices, seen }: Extract<Written['event'], { kind: 'contestCleared' }>,
  say: Say,
): () => void {
  const before = new Map(devices.map((id) => [id, session.devices.get(id)?.clearedContests ?? new Set<string>()]));
  return () => {
    for (const [id, known] of before) {
      const named = new Set(seen?.filter(({ device }) => device === id).flatMap(({ keys }) => keys));
      const unseen = [...(session.devices.get(id)?.clearedContests ?? [])].find((key) => !known.has(key) && !named.has(key));
      if (unseen !== undefined) say('cleared-as-seen', `${id} is cleared of ${unseen}, which nobody had on the screen.`);
    }
  };
}

/** What the computer slept ends no scan. Where clocks are set, nobody can tell from the records how long it was awake. */
function endedInItsTime(session: ScanSession, { event, at }: Written, { plan, time }: Surroundings, say: Say): void {
  if (event.kind !== 'scanClosed' || plan.faults.clockSet !== undefined) return;
  const { reason } = event;
  if (reason !== 'idle' && reason !== 'maxTime') return;
  const [from, needed] =
    reason === 'idle' ? [session.lastActivityAt, session.policy.idleMs] : [session.roundStartedAt, session.policy.maxMs];
  const awake = at - from - time.sleptBetween(from - FIRST_DAY, at - FIRST_DAY);
  if (awake < needed - SLACK_MS)
    say('sleep-ends-no-scan', `it ended (${reason}) after ${awake} ms of ${needed} in which anybody could answer.`);
}

/** How often a device was asked again by itself since the scan began or a person asked for it. */
function retriesOf(id: DeviceId, history: readonly Written[]): number {
  const asked = history.findLastIndex(({ event }) => event.kind === 'rescanAsked' && event.devices.includes(id));
  return history.slice(asked + 1).filter(({ event }) => event.kind === 'askedAgain' && event.devices.includes(id)).length;
}

/** Silence ends a scan only when whoever is silent was asked as often as the plant wants. */
function everyRetryWasMade(session: ScanSession, history: readonly Written[], say: Say): void {
  const wanted = session.policy.noAnswerRetries;
  for (const { id, status } of session.devices.values())
    if (status === 'waiting' && retriesOf(id, history) < wanted)
      say(
        'asked-as-often-as-set',
        `the scan ended by silence, and ${id} was asked ${retriesOf(id, history)} times more of ${wanted}.`,
      );
}

/** Only whoever is silent is asked again by itself, and no more often than the plant wants. */
function askedAgainAsSet(
  { devices }: Extract<Written['event'], { kind: 'askedAgain' }>,
  session: ScanSession,
  history: readonly Written[],
  say: Say,
): void {
  for (const id of devices) {
    if (session.devices.get(id)?.status !== 'waiting') say('asked-as-often-as-set', `${id} was asked again, and was not silent.`);
    if (retriesOf(id, history) >= session.policy.noAnswerRetries)
      say('asked-as-often-as-set', `${id} was asked again once too often.`);
  }
}

/** Whoever the Pair sheet would offer has earned it, whether somebody confirms it or not. */
function everyOfferIsEarned(session: ScanSession, history: readonly Written[], { plan }: Surroundings, say: Say): void {
  if (session.phase !== 'closed') return;
  for (const device of session.devices.values()) {
    const { sn, status } = device;
    if (sn === null || status !== 'pass' || isContested(device)) continue;
    const why = whyNotEarned(sn, session, history, plan.book);
    if (why !== null) say('pair-is-earned', `${sn} is offered for Pair: ${why}`);
  }
}
