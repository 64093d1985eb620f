import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent } from '../events';
import { acceptReport, forgetReport, noteSighting } from './judging';
import { addDevice, setStatus, type Tracker } from './tracker';
import { isSilent, type DeviceState } from './state';
import { claimsSameUnit, formerUnitWithoutSerialId, unitOf, unitWithoutSerialId } from './unit-identity';
import { text } from '../../../protocol/texts/text';

const NOT_ASKED = 'Answered after its scan had ended; it was not asked in this one.';
const FIRST_COUNTS = 'The device answered again; its first answer counts.';
const SAME_MESSAGE = 'The same message came again; it is late once.';

/** A report as the records name it; its content has a hash since there is one in the event. */
type Named = Pick<Extract<ScanEvent, { kind: 'reportReceived' }>, 'reportId' | 'sha256'>;

/** A report came: it counts, or it is set aside with why, or it makes a conflict. */
export function reportReceived(tracker: Tracker, named: Named, report: HardwareReport): void {
  const { session, at } = tracker;
  noteSighting(tracker, report);
  if (isPlaceholderSerial(report.sn, session.policy.placeholderSerials)) {
    unitWithoutSerial(tracker, named, report);
    return;
  }
  const sn = report.sn as SerialNumber;
  const device = session.devices.get(deviceIdOf(sn));
  if (session.phase === 'closed') {
    setAside(tracker, 'late', named, report, 'Answered after the scan had closed.');
    return;
  }
  if (device === undefined) {
    const guest = session.rosterSize !== null;
    acceptReport(tracker, addDevice(tracker, { id: deviceIdOf(sn), sn, guest, status: 'waiting' }), report);
    session.lastActivityAt = at;
    return;
  }
  if (device.status === 'waiting') {
    if (isOfAnotherAttempt(report, device)) {
      setAside(tracker, 'late', named, report, anotherAttempt(report, device));
      return;
    }
    acceptReport(tracker, device, report);
    session.lastActivityAt = at;
    return;
  }
  if (device.status === 'noAnswer') {
    setAside(tracker, 'late', named, report, NOT_ASKED);
    return;
  }
  const rivals = device.claimants.length > 0 ? device.claimants : device.report === null ? [] : [device.report];
  if (rivals.some((rival) => claimsSameUnit(rival, report)) || rivals.length === 0) {
    setAside(tracker, 'duplicate', named, report, FIRST_COUNTS);
    return;
  }
  if (isOfAnotherAttempt(report, device)) {
    setAside(tracker, 'late', named, report, anotherAttempt(report, device));
    return;
  }
  conflict(tracker, device, [...rivals, report]);
  session.lastActivityAt = at;
}

/** Whoever sent it: it decides nothing, but the device is no longer only silent. */
export function reportUnusable(tracker: Tracker, { sn, sentence }: Extract<ScanEvent, { kind: 'reportUnusable' }>): void {
  const device = tracker.session.devices.get(deviceIdOf(sn));
  if (device === undefined || !isSilent(device)) return;
  device.unusable ??= sentence;
  tracker.touch(device);
}

/** A report of another operation: set aside, and said of the device of this scan that has its serial number and gave no other answer. */
export function staleFiled(tracker: Tracker, reportId: string, report: HardwareReport | null): void {
  const { session, at } = tracker;
  const [sn, operationId] = [report?.sn ?? '', report?.operationId ?? ''];
  session.counts.stale += 1;
  const sentence = `Answer to operation ${operationId === '' ? '?' : operationId}, which is not the one being scanned.`;
  session.aside.push({ kind: 'stale', reportId, sn, operationId, at, sentence });
  if (operationId !== session.operationId) answeredOther(tracker, sn as SerialNumber, operationId);
}

/** The device of this scan that has this serial number answered another operation. */
export function answeredOther(tracker: Tracker, sn: SerialNumber, operationId: string): void {
  const device = tracker.session.devices.get(deviceIdOf(sn));
  if (device === undefined) return;
  device.elsewhere.add(operationId);
  if (isSilent(device)) tracker.touch(device);
}

/** Two different units claim one serial number: neither counts until a person has looked. */
function conflict(tracker: Tracker, device: DeviceState, claimants: HardwareReport[]): void {
  forgetReport(tracker, device);
  for (const claimant of claimants) claimedByAnother(tracker, device, claimant);
  device.claimants = claimants;
  device.comparison = null;
  setStatus(tracker, device, 'conflict');
  tracker.notifyOnce(`conflict ${device.id}`, device.sn ?? device.id, [
    text('notify.conflict', { count: claimants.length, serial: device.sn ?? '?' }),
  ]);
}

/** An answer that does not count claims the serial number all the same: against the unit that counts now, and one that counts later. */
function claimedLate(tracker: Tracker, device: DeviceState, report: HardwareReport): void {
  if (device.report !== null) {
    if (claimsSameUnit(device.report, report)) return;
    claimedByAnother(tracker, device, device.report);
  }
  claimedByAnother(tracker, device, report);
}

/** Notes a claim to a serial number that speaks against whatever unit is counted under it. */
function claimedByAnother(tracker: Tracker, device: DeviceState, report: HardwareReport): void {
  device.claims.set(unitOf(report).name, report);
  tracker.touch(device);
}

function unitWithoutSerial(tracker: Tracker, named: Named, report: HardwareReport): void {
  const { session } = tracker;
  const id = unitWithoutSerialId(report);
  const known = session.devices.get(id);
  const aside = (kind: 'late' | 'duplicate', sentence: string): void => setAside(tracker, kind, named, report, sentence);
  if (session.phase === 'closed') {
    aside('late', 'A unit without serial number answered after the scan had closed.');
  } else if (known?.status === 'noAnswer') {
    aside('late', NOT_ASKED);
  } else if (known?.status === 'noSerial') {
    aside('duplicate', FIRST_COUNTS);
  } else if (known !== undefined && isOfAnotherAttempt(report, known)) {
    aside('late', anotherAttempt(report, known));
  } else {
    const device = known ?? addDevice(tracker, { id, sn: null, guest: session.rosterSize !== null, status: 'noSerial' });
    const former = formerUnitWithoutSerialId(report);
    if (former !== id && !session.formerIds.has(former)) session.formerIds.set(former, id);
    device.report = report;
    setStatus(tracker, device, 'noSerial');
    session.lastActivityAt = tracker.at;
  }
}

function isOfAnotherAttempt({ attempt }: HardwareReport, device: DeviceState): boolean {
  return attempt !== null && attempt !== device.attempt;
}

function anotherAttempt({ attempt }: HardwareReport, device: DeviceState): string {
  return `Answer to scan ${attempt ?? '?'} of this device; scan ${device.attempt} is the one asked for.`;
}

function setAside(
  tracker: Tracker,
  kind: 'late' | 'duplicate',
  { reportId, sha256 }: Named,
  report: HardwareReport,
  sentence: string,
): void {
  const { session, at } = tracker;
  const device = session.devices.get(deviceIdOf(report.sn as SerialNumber));
  if (kind === 'late' && device !== undefined) claimedLate(tracker, device, report);
  // Its acknowledgement was lost, so it was delivered once more.
  const isRepeated = kind === 'late' && sha256 !== undefined && session.late.has(sha256);
  if (kind === 'late' && sha256 !== undefined) session.late.add(sha256);
  const as = isRepeated ? { kind: 'duplicate' as const, sentence: SAME_MESSAGE } : { kind, sentence };
  session.counts[as.kind === 'late' ? 'late' : 'duplicates'] += 1;
  session.aside.push({ ...as, reportId, sn: report.sn, operationId: report.operationId, at });
}
