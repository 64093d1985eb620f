import { text } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import type { DeliveryKey, SerialNumber } from '../../../protocol/ids';
import { deviceIdOf } from '../../../protocol/ids';
import { isContested, type DeviceState, type ScanSession } from '../../domain/scan/state';
import { reasonFor } from '../../domain/scan/session-changes';

/** Why a refused list is not sent once more. */
export const DEALT_WITH_SINCE = text('pair.dealtWithSince');

/** Serial numbers that one sentence names. */
const MAX_NAMED = 10;

/** Why a confirmed list is not sent as it is. */
export interface Withdrawal {
  readonly sentence: string;
  /** An earlier try under its key may have arrived: then nobody knows what was taken. */
  readonly mayBeTaken: boolean;
}

/** Whether all devices of a list are still as they were when it was confirmed: passed, not contested, and dealt with in no other way. */
export function stillStands(session: ScanSession | null, key: DeliveryKey, serials: readonly string[]): boolean {
  return serials.every((sn) => {
    const device = deviceOf(session, sn);
    return device !== undefined && isAsConfirmed(device, key) && device.pair?.settled?.as !== 'done';
  });
}

/**
 * Why a list that is about to be sent must not be, or null: a device of it fails now, or is on hold.
 * @param elsewhere what other operations say against serial numbers, as the end of a sentence that begins with them
 */
export function whyWithdrawn(
  session: ScanSession | null,
  key: DeliveryKey,
  serials: readonly string[],
  elsewhere: ReadonlyMap<string, string> = new Map(),
): Withdrawal | null {
  const wrong = serials.flatMap((sn) => {
    const device = deviceOf(session, sn);
    if (device === undefined || !isAsConfirmed(device, key)) return [{ sn, what: whatChanged(device) }];
    const what = elsewhere.get(sn);
    return what === undefined ? [] : [{ sn, what }];
  });
  const [first] = wrong;
  if (first === undefined) return null;
  const mayBeTaken = serials.some((sn) => deviceOf(session, sn)?.pair?.inDoubt === true);
  const all =
    wrong.length === 1
      ? ''
      : `${wrong.length} devices are not as they were when the list was confirmed: ${named(wrong.map(({ sn }) => sn))}. `;
  return { sentence: keptBackBecause(`${all}${first.sn} ${first.what}`, mayBeTaken), mayBeTaken };
}

/** @param why one or more whole sentences */
export function keptBackBecause(why: string, mayBeTaken: boolean): string {
  return mayBeTaken ? `Not sent again: ${why} An earlier try may have arrived: ask there.` : `Not sent: ${why}`;
}

function named(serials: readonly string[]): string {
  const shown = serials.slice(0, MAX_NAMED);
  if (serials.length > MAX_NAMED) return `${shown.join(', ')} and ${serials.length - MAX_NAMED} more`;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function whatChanged(device: DeviceState | undefined): string {
  if (device === undefined) return 'is not in the records of this scan.';
  const what =
    device.status === 'pass' ? (isContested(device) ? 'is on hold' : 'was dealt with otherwise') : 'does not pass any more';
  return withReason(`${what} since the list was confirmed`, english(reasonFor(device)));
}

/** @param what the end of a sentence, without its stop */
export function withReason(what: string, reason: string): string {
  if (reason === '') return `${what}.`;
  return `${what}: ${reason}${/[.?!]$/.test(reason) ? '' : '.'}`;
}

function isAsConfirmed(device: DeviceState, key: DeliveryKey): boolean {
  const { status, pair, attempt } = device;
  return status === 'pass' && !isContested(device) && pair?.key === key && pair.attempt === attempt;
}

function deviceOf(session: ScanSession | null, sn: string): DeviceState | undefined {
  return session?.devices.get(deviceIdOf(sn as SerialNumber));
}
