import { deviceIdOf, type DeviceId, type SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent } from './events';
import { acceptReport, forgetReport, noteSighting } from './judging';
import { addDevice, setStatus, type SessionChanges } from './session-changes';
import { isSilent, type DeviceState, type ScanSession } from './state';
import { claimsSameUnit, formerUnitWithoutSerialId, unitOf, unitWithoutSerialId } from './unit-identity';
import { text, type Text } from '../../../protocol/texts/text';

const NOT_ASKED = text('aside.notAsked');
const FIRST_COUNTS = text('aside.firstCounts');

/** A report as the records name it; its content has a hash since there is one in the event. */
type Named = Pick<Extract<ScanEvent, { kind: 'reportReceived' }>, 'reportId' | 'sha256'>;

/** A report came: it counts, or it is set aside with why, or it makes a conflict. */
export function reportReceived(changes: SessionChanges, named: Named, report: HardwareReport): void {
  const { session } = changes;
  noteSighting(changes, report);
  if (cameBefore(session, named, report)) {
    setAside(changes, 'duplicate', named, report, text('aside.cameBefore'));
    return;
  }
  if (isPlaceholderSerial(report.sn, session.policy.placeholderSerials)) {
    unitWithoutSerial(changes, named, report);
    return;
  }
  const sn = report.sn as SerialNumber;
  const device = session.devices.get(deviceIdOf(sn));
  if (session.phase === 'closed') {
    setAside(changes, 'late', named, report, text('aside.afterClosing'));
    if (device === undefined) claimedBeforeAnyAnswer(session, deviceIdOf(sn), report);
    return;
  }
  if (device === undefined) {
    const added = addDevice(changes, { id: deviceIdOf(sn), sn, guest: session.rosterSize !== null, status: 'waiting' });
    for (const claim of session.claimed.get(added.id) ?? []) claimedByAnother(changes, added, claim);
    session.claimed.delete(added.id);
    accepted(changes, named, added, report);
    changes.noteActivity();
    return;
  }
  if (device.status === 'waiting') {
    if (isOfAnotherAttempt(report, device, session)) {
      setAside(changes, 'late', named, report, anotherAttempt(report, device));
      return;
    }
    accepted(changes, named, device, report);
    changes.noteActivity();
    return;
  }
  if (device.status === 'noAnswer') {
    setAside(changes, 'late', named, report, NOT_ASKED);
    return;
  }
  const rivals = device.claimants.length > 0 ? device.claimants : device.report === null ? [] : [device.report];
  if (rivals.some((rival) => claimsSameUnit(rival, report, session.rules)) || rivals.length === 0) {
    setAside(changes, 'duplicate', named, report, FIRST_COUNTS);
    return;
  }
  if (isOfAnotherAttempt(report, device, session)) {
    setAside(changes, 'late', named, report, anotherAttempt(report, device));
    return;
  }
  conflict(changes, device, [...rivals, report]);
  changes.noteActivity();
}

/** Whether this very message came before. Of one that names no attempt nobody can tell whether it was sent again or delivered again. */
function cameBefore({ rules, came }: ScanSession, { sha256 }: Named, { attempt }: HardwareReport): boolean {
  if (rules < 3 || sha256 === undefined || attempt === null) return false;
  if (came.has(sha256)) return true;
  came.add(sha256);
  return false;
}

function accepted(changes: SessionChanges, { reportId, sha256 }: Named, device: DeviceState, report: HardwareReport): void {
  const { rules, counted } = changes.session;
  if (rules === 2 && sha256 !== undefined && report.attempt !== null) counted.add(sha256);
  const isClaimed = [...device.claims.values()].flat().some((claim) => !claimsSameUnit(claim, report, rules));
  if (rules >= 3 && isClaimed) claimedByAnother(changes, device, report);
  noteSlowAnswer(device, report);
  acceptReport(changes, device, report, reportId);
}

/** The attempt that it answers stands as one without answer: it says what became of it. */
function noteSlowAnswer(device: DeviceState, report: HardwareReport): void {
  const place = device.earlier.findIndex(({ attempt }) => attempt === report.attempt);
  const slow = device.earlier[place];
  if (slow !== undefined)
    device.earlier[place] = { ...slow, reason: [text('device.answeredSlowly', { attempt: device.attempt })] };
}

/** Whoever sent it: it decides nothing, but the device is no longer only silent. */
export function reportUnusable(changes: SessionChanges, { sn, reason }: Extract<ScanEvent, { kind: 'reportUnusable' }>): void {
  const device = changes.session.devices.get(deviceIdOf(sn));
  if (device === undefined || !isSilent(device)) return;
  device.unusable ??= reason;
  changes.touch(device);
}

/** A report of another operation: set aside, and said of the device of this scan that has its serial number and gave no other answer. */
export function staleFiled(changes: SessionChanges, reportId: string, report: HardwareReport | null): void {
  const { session, at } = changes;
  const [sn, operationId] = [report?.sn ?? '', report?.operationId ?? ''];
  session.counts.stale += 1;
  const reason = [text('aside.otherOperation', { operation: operationId === '' ? '?' : operationId })];
  session.aside.push({ kind: 'stale', reportId, sn, operationId, at, reason });
  if (operationId !== session.operationId) answeredOther(changes, sn as SerialNumber, operationId);
}

/** It is of an operation that a console knows, after all, and counted there. That its device answered another operation stays true. */
export function staleClaimed({ session }: SessionChanges, reportId: string): void {
  const place = session.aside.findIndex((one) => one.kind === 'stale' && one.reportId === reportId);
  if (place === -1) return;
  session.aside.splice(place, 1);
  session.counts.stale -= 1;
}

/** The device of this scan that has this serial number answered another operation. */
export function answeredOther(changes: SessionChanges, sn: SerialNumber, operationId: string): void {
  const device = changes.session.devices.get(deviceIdOf(sn));
  if (device === undefined) return;
  device.elsewhere.add(operationId);
  if (isSilent(device)) changes.touch(device);
}

/** Two different units claim one serial number: neither counts until a person has looked. */
function conflict(changes: SessionChanges, device: DeviceState, claimants: HardwareReport[]): void {
  forgetReport(changes, device);
  for (const claimant of claimants) claimedByAnother(changes, device, claimant);
  device.claimants = claimants;
  device.comparison = null;
  setStatus(changes, device, 'conflict');
  changes.notifyOnce(`conflict ${device.id}`, device.sn ?? device.id, [
    text('notify.conflict', { count: claimants.length, serial: device.sn ?? '?' }),
  ]);
}

/** It does not count, but the device is no longer only silent; and it may be another unit. */
function cameLate(changes: SessionChanges, device: DeviceState, report: HardwareReport): void {
  if (device.sn !== null) claimedLate(changes, device, report);
  if (changes.session.rules < 7 || !isSilent(device)) return;
  device.late = true;
  changes.touch(device);
}

/** An answer that does not count claims the serial number all the same: against the unit that counts now, and one that counts later. */
function claimedLate(changes: SessionChanges, device: DeviceState, report: HardwareReport): void {
  if (device.report !== null) {
    if (claimsSameUnit(device.report, report, changes.session.rules)) return;
    claimedByAnother(changes, device, device.report);
  }
  claimedByAnother(changes, device, report);
}

/** A claim to a serial number that this scan has no device of; one that answers when the scan goes on is claimed by two. */
function claimedBeforeAnyAnswer({ rules, claimed }: ScanSession, id: DeviceId, report: HardwareReport): void {
  if (rules < 3) return;
  const claims = claimed.get(id);
  if (claims === undefined) claimed.set(id, [report]);
  else if (!claims.some((claim) => saysSame(claim, report, rules))) claims.push(report);
}

/** Under one boot id, too, cards and IP may differ: then each speaks for itself against a unit that names no boot id. */
function saysSame(one: HardwareReport, other: HardwareReport, rules: number): boolean {
  const [a, b] = [unitOf(one, rules), unitOf(other, rules)];
  return a.name === b.name && a.ip === b.ip && a.inventory === b.inventory;
}

/** Notes a claim to a serial number that speaks against whatever unit is counted under it. */
function claimedByAnother(changes: SessionChanges, device: DeviceState, report: HardwareReport): void {
  const { rules } = changes.session;
  const { name } = unitOf(report, rules);
  const before = rules < 3 ? [] : (device.claims.get(name) ?? []);
  if (!before.some((claim) => saysSame(claim, report, rules))) device.claims.set(name, [...before, report]);
  changes.touch(device);
}

function unitWithoutSerial(changes: SessionChanges, named: Named, report: HardwareReport): void {
  const { session } = changes;
  const id = unitWithoutSerialId(report, session.rules);
  const known = session.devices.get(id);
  const aside = (kind: 'late' | 'duplicate', why: Text): void => setAside(changes, kind, named, report, why, known);
  if (session.phase === 'closed') {
    aside('late', text('aside.namelessAfterClosing'));
  } else if (known?.status === 'noAnswer') {
    aside('late', NOT_ASKED);
  } else if (known?.status === 'noSerial') {
    aside('duplicate', FIRST_COUNTS);
  } else if (known !== undefined && isOfAnotherAttempt(report, known, session)) {
    aside('late', anotherAttempt(report, known));
  } else {
    const device = known ?? addDevice(changes, { id, sn: null, guest: session.rosterSize !== null, status: 'noSerial' });
    const former = formerUnitWithoutSerialId(report);
    if (former !== id && !session.formerIds.has(former)) session.formerIds.set(former, id);
    device.report = report;
    device.reportId = named.reportId;
    noteSlowAnswer(device, report);
    setStatus(changes, device, 'noSerial');
    changes.noteActivity();
  }
}

/** What the console asked again by itself is one question: whoever was slow has answered it. */
function isOfAnotherAttempt({ attempt }: HardwareReport, device: DeviceState, { rules }: ScanSession): boolean {
  if (attempt === null) return false;
  const since = rules < 6 ? device.attempt : device.attempt - device.retries;
  return attempt < since || attempt > device.attempt;
}

function anotherAttempt({ attempt }: HardwareReport, device: DeviceState): Text {
  return text('aside.otherAttempt', { came: attempt ?? '?', asked: device.attempt });
}

function setAside(
  changes: SessionChanges,
  kind: 'late' | 'duplicate',
  { reportId, sha256 }: Named,
  report: HardwareReport,
  why: Text,
  device = changes.session.devices.get(deviceIdOf(report.sn as SerialNumber)),
): void {
  const { session, at } = changes;
  // Its acknowledgement was lost, so it was delivered once more.
  const hasCounted = sha256 !== undefined && session.counted.has(sha256);
  const wasLate = sha256 !== undefined && session.late.has(sha256);
  if (kind === 'late' && device !== undefined && !hasCounted) cameLate(changes, device, report);
  if (kind === 'late' && sha256 !== undefined && !session.came.has(sha256)) session.late.add(sha256);
  const isRepeated = kind === 'late' && (hasCounted || wasLate);
  const as = isRepeated
    ? { kind: 'duplicate' as const, reason: [text(hasCounted ? 'aside.countedBefore' : 'aside.lateOnce')] }
    : { kind, reason: [why] };
  session.counts[as.kind === 'late' ? 'late' : 'duplicates'] += 1;
  session.aside.push({ ...as, reportId, sn: report.sn, operationId: report.operationId, at });
}
