import { deviceIdOf, type DeviceId, type SerialNumber } from '../../../protocol/ids';
import { NearIndex, type NearMatch } from '../../../protocol/labels/near-match';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import { isSilent, type DeviceState, type ScanSession } from './state';

/** Of one session: entries of the roster that its guests may be. The roster never changes, guests only come. */
interface Near {
  readonly index: NearIndex;
  readonly entriesOf: Map<DeviceId, readonly NearMatch[]>;
  readonly guestsOf: Map<DeviceId, DeviceId[]>;
}

const OF_SESSION = new WeakMap<ScanSession, Near>();

/** Which waiting roster entry a guest may be, as a question; nothing when none is near. */
export function nearEntry(session: ScanSession, device: DeviceState): Texts {
  if (!device.guest || device.sn === null) return NO_TEXT;
  const waiting = (nearOf(session).entriesOf.get(device.id) ?? []).filter(({ serial }) => {
    const entry = session.devices.get(deviceIdOf(serial as SerialNumber));
    return entry !== undefined && isSilent(entry);
  });
  const [first] = waiting;
  if (first === undefined) return NO_TEXT;
  const { serial, difference } = first;
  const more = waiting.length > 1 ? [text('device.nearMore', { more: waiting.length - 1 })] : NO_TEXT;
  return [text('device.near', { serial, difference }), ...more];
}

/** Guests whose question may change because roster entries changed. */
export function guestsNear(session: ScanSession, changed: Iterable<DeviceId>): readonly DeviceId[] {
  if (session.rosterSize === null || session.counts.guests === 0) return [];
  const { guestsOf } = nearOf(session);
  return [...changed].flatMap((id) => guestsOf.get(id) ?? []);
}

function nearOf(session: ScanSession): Near {
  let near = OF_SESSION.get(session);
  if (near === undefined) {
    const roster = [...session.devices.values()].flatMap(({ sn, guest }) => (sn === null || guest ? [] : [sn]));
    near = { index: new NearIndex(roster), entriesOf: new Map(), guestsOf: new Map() };
    OF_SESSION.set(session, near);
  }
  if (near.entriesOf.size < session.counts.guests) addGuests(near, session);
  return near;
}

function addGuests({ index, entriesOf, guestsOf }: Near, { devices }: ScanSession): void {
  for (const { id, sn, guest } of devices.values()) {
    if (!guest || sn === null || entriesOf.has(id)) continue;
    const matches = index.near(sn);
    entriesOf.set(id, matches);
    for (const { serial } of matches) {
      const entry = deviceIdOf(serial as SerialNumber);
      guestsOf.set(entry, [...(guestsOf.get(entry) ?? []), id]);
    }
  }
}
