import type { ScanEvent } from '../events';
import { unsettledPair, type DevicePair, type DeviceState, type ScanSession } from './state';
import type { Tracker } from './tracker';

/** Serial numbers that one sentence names. */
const MOST_NAMED = 10;

/** Notes what became of a device at Pair (or burn), and keeps the counts true. */
export function setPair(tracker: Tracker, device: DeviceState, pair: DevicePair): void {
  countPair(tracker.session, device, -1);
  device.pair = pair;
  countPair(tracker.session, device, 1);
  tracker.touch(device);
}

function countPair({ counts }: ScanSession, device: DeviceState, by: 1 | -1): void {
  if (device.pair?.outcome === 'accepted') counts.paired += by;
  const waits = unsettledPair(device);
  if (waits !== null) counts[waits === 'rejected' ? 'pairRefused' : 'pairUnknown'] += by;
}

/** What became of everything that was sent under one key. */
export function pairAnswered(tracker: Tracker, event: Extract<ScanEvent, { kind: 'pairAnswered' }>): void {
  const rejected = new Map(Object.entries(event.rejected));
  const refused: string[] = [];
  for (const device of tracker.session.devices.values()) {
    if (device.pair === null || device.pair.key !== event.key || device.sn === null) continue;
    const why = rejected.get(device.sn);
    const accepted = event.state === 'accepted';
    const outcome = accepted && why !== undefined ? 'rejected' : event.state;
    if (outcome === 'rejected') refused.push(device.sn);
    setPair(tracker, device, {
      ...device.pair,
      outcome,
      sentence: accepted ? (why ?? '') : event.sentence,
      inDoubt: device.pair.inDoubt || event.state === 'unknown',
      settled: null,
    });
  }
  if (event.withdrawn === true) {
    tracker.notifyOnce(`withdrawn ${event.key}`, tracker.session.operationId, `Pair list kept back. ${event.sentence}`);
    return;
  }
  if (refused.length > 0) tracker.notifyOnce(`refused ${event.key}`, tracker.session.operationId, refusedSentence(refused));
}

function refusedSentence(serials: readonly string[]): string {
  const [only] = serials;
  if (serials.length === 1) return `Pair refused ${only ?? ''}`;
  const named = serials.slice(0, MOST_NAMED).join(', ');
  const more = serials.length > MOST_NAMED ? ` and ${serials.length - MOST_NAMED} more` : '';
  return `Pair refused ${serials.length} devices: ${named}${more}`;
}

/** A person settled what Pair refused or may have taken. */
export function pairSettled(
  tracker: Tracker,
  { devices, as, reason, operatorId }: Extract<ScanEvent, { kind: 'pairSettled' }>,
): void {
  for (const id of devices) {
    const device = tracker.session.devices.get(id);
    if (device?.pair?.outcome !== 'rejected' && device?.pair?.outcome !== 'unknown') continue;
    setPair(tracker, device, { ...device.pair, settled: { as, reason, operatorId, at: tracker.at } });
  }
}
