import type { DeliveryKey, SerialNumber } from '../../protocol/ids';
import { deviceIdOf } from '../../protocol/ids';
import { isContested, type DeviceState, type ScanSession } from '../domain/session/state';
import { reasonFor } from '../domain/session/tracker';

/** Why a refused list is not sent once more. */
export const DEALT_WITH_SINCE =
  'Devices of this list were confirmed, scanned again or settled since. Send what is ready from the Pair sheet.';

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

/** Why a list that is about to be sent must not be, or null: a device of it fails now, or is on hold. */
export function whyWithdrawn(session: ScanSession | null, key: DeliveryKey, serials: readonly string[]): Withdrawal | null {
  const wrong = serials.filter((sn) => {
    const device = deviceOf(session, sn);
    return device === undefined || !isAsConfirmed(device, key);
  });
  const [first] = wrong;
  if (first === undefined) return null;
  const mayBeTaken = serials.some((sn) => deviceOf(session, sn)?.pair?.inDoubt === true);
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  const told = mayBeTaken ? 'Not sent again' : 'Not sent';
  const doubt = mayBeTaken ? ' An earlier try may have arrived: ask there.' : '';
  return { sentence: `${told}: ${first} ${whatChanged(deviceOf(session, first))}${more}${doubt}`, mayBeTaken };
}

function whatChanged(device: DeviceState | undefined): string {
  if (device === undefined) return 'is not in the records of this scan.';
  const what =
    device.status === 'pass' ? (isContested(device) ? 'is on hold' : 'was dealt with otherwise') : 'does not pass any more';
  const reason = reasonFor(device);
  return `${what} since the list was confirmed${reason === '' ? '.' : `: ${reason}`}`;
}

function isAsConfirmed(device: DeviceState, key: DeliveryKey): boolean {
  const { status, pair, attempt } = device;
  return status === 'pass' && !isContested(device) && pair?.key === key && pair.attempt === attempt;
}

function deviceOf(session: ScanSession | null, sn: string): DeviceState | undefined {
  return session?.devices.get(deviceIdOf(sn as SerialNumber));
}
