import type { ScanCounts } from '../../protocol/model';
import { isContested, unsettledPair, type DeviceState, type ScanSession } from '../domain/scan/state';
import { nearEntry } from '../domain/scan/near-entries';

/** From the most urgent on; roster entries that only stay silent come last, because they may be many. */
const URGENCY = [
  'conflict',
  'fail',
  'pass',
  'notRegistered',
  'couldNotCheck',
  'reported',
  'waived',
  'noSerial',
  'waiting',
  'noAnswer',
] as const;

/** All devices that a person has to look at: what did not pass, what passed but is contested, guests that may be roster entries. */
export function needAttention(session: ScanSession): readonly DeviceState[] {
  return [...session.devices.values()]
    .filter((device) => device.status !== 'pass' || isContested(device) || nearEntry(session, device).length > 0)
    .toSorted((one, other) => URGENCY.indexOf(one.status) - URGENCY.indexOf(other.status));
}

/** Messages that came in a scan without a roster and could not be read: each may be of a device that is not among those that answered. */
export function unreadAnswers(
  { rosterSize }: Pick<ScanSession, 'rosterSize'>,
  { quarantined }: Pick<ScanCounts, 'quarantined'>,
): number {
  return rosterSize === null ? quarantined : 0;
}

/** Why a scan in which every device passed ends with 1 all the same; null where it does not. */
export function whyNotZero(
  passed: boolean,
  { allWent, openEnded, earlier }: { readonly allWent: boolean; readonly openEnded: boolean; readonly earlier: boolean },
): string | null {
  const why = [
    allWent ? '' : 'not all that passed went to Pair',
    openEnded ? 'a message of this scan needs somebody' : '',
    earlier ? 'a message of an earlier scan needs somebody' : '',
  ].filter((reason) => reason !== '');
  return passed && why.length > 0 ? `Every device passed; the exit code is 1, because ${why.join(', and ')}: see above.` : null;
}

/**
 * Whether a scan ends with 0: every device of the roster passed (without a roster: all that answered, and each answer could be read), none
 * of them is contested, and Pair refused none of those it was sent.
 */
export function allPassed(session: ScanSession, counts: Pick<ScanCounts, 'quarantined'>): boolean {
  if (unreadAnswers(session, counts) > 0) return false;
  const all = [...session.devices.values()];
  const asked = all.filter(({ guest }) => !guest);
  return (
    asked.length > 0 &&
    asked.every((device) => device.status === 'pass' && !isContested(device)) &&
    all.every((device) => unsettledPair(device) === null)
  );
}
