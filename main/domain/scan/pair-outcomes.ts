import { text, verbatim, type Text, type Texts } from '../../../protocol/texts/text';
import type { ScanEvent } from './events';
import { unsettledPair, type DevicePair, type DeviceState, type ScanSession } from './state';
import type { SessionChanges } from './session-changes';

/** Serial numbers that one sentence names. */
const MAX_NAMED = 10;

/** Notes what became of a device at Pair (or burn), and keeps the counts true. */
export function setPair(changes: SessionChanges, device: DeviceState, pair: DevicePair): void {
  countPair(changes.session, device, -1);
  device.pair = pair;
  countPair(changes.session, device, 1);
  changes.touch(device);
}

function countPair({ counts }: ScanSession, device: DeviceState, by: 1 | -1): void {
  if (device.pair?.outcome === 'accepted') {
    counts.paired += by;
    if (!device.guest) counts.pairedExpected += by;
  }
  const waits = unsettledPair(device);
  if (waits !== null) counts[waits === 'rejected' ? 'pairRefused' : 'pairUnknown'] += by;
}

/** What became of everything that was sent under one key. */
export function pairAnswered(changes: SessionChanges, event: Extract<ScanEvent, { kind: 'pairAnswered' }>): void {
  const rejected = new Map(Object.entries(event.rejected));
  const refused: string[] = [];
  const target = changes.session.scanMode === 1 ? 'burn' : 'pair';
  for (const device of changes.session.devices.values()) {
    if (device.pair === null || device.pair.key !== event.key || device.sn === null) continue;
    const why = rejected.get(device.sn);
    const accepted = event.state === 'accepted';
    // A list that is kept back was not sent this time: only what may have been taken before is in doubt.
    const keptBack = event.withdrawn === true && !device.pair.inDoubt;
    const outcome = (accepted && why !== undefined) || keptBack ? 'rejected' : event.state;
    if (outcome === 'rejected') refused.push(device.sn);
    setPair(changes, device, {
      ...device.pair,
      outcome,
      reason: accepted ? verbatim(why ?? '') : event.reason,
      inDoubt: device.pair.inDoubt || (event.state === 'unknown' && !keptBack),
      settled: null,
    });
  }
  if (event.withdrawn === true) {
    changes.notifyOnce(`withdrawn ${event.key}`, changes.session.operationId, [keptBack(target, event.reason)]);
    return;
  }
  if (refused.length > 0) changes.notifyOnce(`refused ${event.key}`, changes.session.operationId, [refusedBy(target, refused)]);
}

/** What the notification API is told of a list that was not sent. */
export function keptBack(target: 'pair' | 'burn', why: Texts): Text {
  return text('notify.keptBack', { target, why });
}

function refusedBy(target: 'pair' | 'burn', serials: readonly string[]): Text {
  const [only = ''] = serials;
  if (serials.length === 1) return text('notify.refusedOne', { target, serial: only });
  const named = serials.slice(0, MAX_NAMED).join(', ');
  const devices = serials.length;
  if (devices <= MAX_NAMED) return text('notify.refused', { target, devices, named });
  return text('notify.refusedMore', { target, devices, named, more: devices - MAX_NAMED });
}

/** A person settled what Pair refused or may have taken. */
export function pairSettled(
  changes: SessionChanges,
  { devices, as, reason, operatorId }: Extract<ScanEvent, { kind: 'pairSettled' }>,
): void {
  for (const id of devices) {
    const device = changes.session.devices.get(id);
    if (device?.pair?.outcome !== 'rejected' && device?.pair?.outcome !== 'unknown') continue;
    setPair(changes, device, { ...device.pair, settled: { as, reason, operatorId, at: changes.at } });
  }
}
