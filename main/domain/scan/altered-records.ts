import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { text } from '../../../protocol/texts/text';
import type { ScanEvent } from './events';
import { applyEvent } from './fold';
import { forgetReport } from './judging';
import { addDevice, SessionChanges, setStatus } from './session-changes';
import type { Change, ScanSession } from './state';

/**
 * Applies an event of which the records hold another text, or another report, than was filed: nobody knows what it said. Whom it names has no
 * verdict until it is asked again, and whatever passes in its scan is on hold until a person has looked; what decides nothing
 * in favour of a device is taken as it stands.
 * @param serials of whom the report is or claims to be
 */
export function applyAltered(session: ScanSession, event: ScanEvent, at: number, serials: readonly string[]): Change {
  const before = decidesForADevice(event) ? null : applyEvent(session, event, at, null);
  const changes = new SessionChanges(session, at);
  session.altered += 1;
  session.lastEventAt = at;
  for (const sn of new Set(serials)) judgeNoMore(changes, sn);
  for (const device of session.devices.values()) changes.lookAgain(device);
  const { devices, effects } = changes.change();
  return { devices, effects: [...(before?.effects ?? []), ...effects] };
}

function decidesForADevice({ kind }: ScanEvent): boolean {
  return kind === 'reportReceived' || kind === 'mesAnswered' || kind === 'waived' || kind === 'contestCleared';
}

function judgeNoMore(changes: SessionChanges, serial: string): void {
  const { session } = changes;
  if (serial === '' || isPlaceholderSerial(serial, session.policy.placeholderSerials)) return;
  const sn = serial as SerialNumber;
  const id = deviceIdOf(sn);
  const device = session.devices.get(id) ?? addDevice(changes, { id, sn, guest: session.rosterSize !== null, status: 'waiting' });
  forgetReport(changes, device);
  device.claimants = [];
  device.comparison = { kind: 'altered', reason: [text('device.alteredRecord')], nextAction: [text('next.checkDisk')] };
  setStatus(changes, device, 'couldNotCheck');
}
