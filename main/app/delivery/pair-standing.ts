import { text, type Text, type Texts } from '../../../protocol/texts/text';
import type { DeliveryKey, SerialNumber } from '../../../protocol/ids';
import { deviceIdOf } from '../../../protocol/ids';
import { isContested, type DeviceState, type ScanSession } from '../../domain/scan/state';
import { reasonFor } from '../../domain/scan/session-changes';

/** Why a refused list is not sent once more. */
export const DEALT_WITH_SINCE = text('pair.dealtWithSince');

/** Serial numbers that one sentence names. */
const MAX_NAMED = 10;

/** What a person asks of a list, which is done later than it is asked. */
export interface AskedOfList {
  /** Throws once another person, or nobody, stands at the console. */
  readonly keepSame: () => void;
  /** Those that are sent again: each must still stand as the list left it. Null when nothing is sent. */
  readonly serials: readonly string[] | null;
}

/** Why a confirmed list is not sent as it is. */
export interface Withdrawal {
  readonly reason: Texts;
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
 * @param elsewhere what other operations say against serial numbers
 */
export function whyWithdrawn(
  session: ScanSession | null,
  key: DeliveryKey,
  serials: readonly string[],
  elsewhere: ReadonlyMap<string, Text> = new Map(),
): Withdrawal | null {
  const wrong = serials.flatMap((sn) => {
    const device = deviceOf(session, sn);
    if (device === undefined || !isAsConfirmed(device, key)) return [{ sn, what: whatChanged(sn, device) }];
    const what = elsewhere.get(sn);
    return what === undefined ? [] : [{ sn, what }];
  });
  const [first] = wrong;
  if (first === undefined) return null;
  const mayBeTaken = serials.some((sn) => deviceOf(session, sn)?.pair?.inDoubt === true);
  const all = wrong.length === 1 ? [] : [named(wrong.map(({ sn }) => sn))];
  return { reason: keptBackBecause([...all, first.what], mayBeTaken), mayBeTaken };
}

/** @param why one or more whole sentences */
export function keptBackBecause(why: Texts, mayBeTaken: boolean): Texts {
  return [mayBeTaken ? text('pair.keptBackAgain', { why }) : text('pair.keptBack', { why })];
}

/** @param serials two or more */
function named(serials: readonly string[]): Text {
  const devices = serials.length;
  const shown = serials.slice(0, MAX_NAMED);
  if (devices > MAX_NAMED) return text('pair.moreChanged', { devices, named: shown.join(', '), more: devices - MAX_NAMED });
  return text('pair.someChanged', { devices, named: shown.slice(0, -1).join(', '), last: shown.at(-1) ?? '' });
}

function whatChanged(serial: string, device: DeviceState | undefined): Text {
  if (device === undefined) return text('pair.notInRecords', { serial });
  const how = device.status === 'pass' ? (isContested(device) ? 'onHold' : 'settled') : 'fails';
  const why = reasonFor(device);
  return why.length === 0 ? text('pair.changed', { serial, how }) : text('pair.changedBecause', { serial, how, why });
}

function isAsConfirmed(device: DeviceState, key: DeliveryKey): boolean {
  const { status, pair, attempt } = device;
  return status === 'pass' && !isContested(device) && pair?.key === key && pair.attempt === attempt;
}

function deviceOf(session: ScanSession | null, sn: string): DeviceState | undefined {
  return session?.devices.get(deviceIdOf(sn as SerialNumber));
}
