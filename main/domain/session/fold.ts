import { deviceIdOf, type DeviceId, type SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { assertNever } from '../../../protocol/result';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent } from '../events';
import { MacIndex } from './mac-index';
import { acceptReport, forgetReport, noteSighting, takeAnswer } from './judging';
import { addDevice, reasonFor, setStatus, Tracker } from './tracker';
import { emptyCounts, isSilent, unsettledPair, type Change, type DevicePair, type DeviceState, type ScanSession } from './state';
import { claimsSameUnit, unitOf, unitWithoutSerialId } from './unit-identity';

/** Serial numbers that one sentence names. */
const MOST_NAMED = 10;

/** Starts the fold: the session that a `scanStarted` event opens. */
export function startSession(
  event: Extract<ScanEvent, { kind: 'scanStarted' }>,
  at: number,
): { session: ScanSession; change: Change } {
  const session: ScanSession = {
    operationId: event.operationId,
    operatorId: event.operatorId,
    scanMode: event.scanMode,
    policy: event.policy,
    rosterSize: event.roster?.length ?? null,
    startedAt: at,
    phase: 'scanning',
    round: 1,
    roundStartedAt: at,
    lastActivityAt: at,
    closedAt: null,
    closeReason: null,
    devices: new Map(),
    macs: new MacIndex(),
    lookUps: 0,
    renamed: new Set(),
    contested: new Set(),
    aside: [],
    counts: emptyCounts(),
    notified: new Set(),
  };
  const tracker = new Tracker(session, 0);
  for (const sn of event.roster ?? []) addDevice(tracker, { id: deviceIdOf(sn), sn, guest: false, status: 'waiting' });
  tracker.effects.push({ kind: 'askEveryone' });
  return { session, change: tracker.change() };
}

/**
 * Applies one event to a session, in place: deterministic, no I/O, no clock (`at` is when it happened, ms since 1970). The
 * caller owns the session and applies events one after the other, in the order in which they are stored.
 * @param report the parsed report of a `reportReceived` or `staleFiled` event
 */
export function applyEvent(session: ScanSession, event: ScanEvent, at: number, report: HardwareReport | null): Change {
  const tracker = new Tracker(session, at);
  switch (event.kind) {
    case 'scanStarted':
      throw new Error('scanStarted opens a session; it cannot come inside one');
    case 'reportReceived':
      if (report !== null) reportReceived(tracker, event.reportId, report);
      break;
    case 'reportUnusable':
      reportUnusable(tracker, event);
      break;
    case 'mesAnswered':
      mesAnswered(tracker, event);
      break;
    case 'reopened':
      reopened(tracker);
      break;
    case 'rescanAsked':
      rescanAsked(tracker, event.devices);
      break;
    case 'waived':
      waived(tracker, event.devices, event.reason);
      break;
    case 'contestCleared':
      contestCleared(tracker, event);
      break;
    case 'scanClosed':
      scanClosed(tracker, event.reason);
      break;
    case 'pairConfirmed':
      for (const sn of event.serials) {
        const device = session.devices.get(deviceIdOf(sn));
        if (device === undefined) continue;
        setPair(tracker, device, { outcome: 'queued', sentence: '', key: event.key, attempt: device.attempt, settled: null });
      }
      break;
    case 'pairAnswered':
      pairAnswered(tracker, event);
      break;
    case 'pairSettled':
      pairSettled(tracker, event);
      break;
    case 'staleFiled':
      session.counts.stale += 1;
      session.aside.push({
        kind: 'stale',
        reportId: event.reportId,
        sn: report?.sn ?? '',
        operationId: report?.operationId ?? '',
        at,
        sentence: `Answer to operation ${report?.operationId ?? '?'}, which is not the one being scanned.`,
      });
      break;
    default:
      assertNever(event);
  }
  return tracker.change();
}

function reportReceived(tracker: Tracker, reportId: string, report: HardwareReport): void {
  const { session, at } = tracker;
  noteSighting(tracker, report);
  if (isPlaceholderSerial(report.sn, session.policy.placeholderSerials)) {
    unitWithoutSerial(tracker, reportId, report);
    return;
  }
  const sn = report.sn as SerialNumber;
  const device = session.devices.get(deviceIdOf(sn));
  if (session.phase === 'closed') {
    setAside(tracker, 'late', reportId, report, 'Answered after the scan had closed.');
    return;
  }
  if (device === undefined) {
    const guest = session.rosterSize !== null;
    acceptReport(tracker, addDevice(tracker, { id: deviceIdOf(sn), sn, guest, status: 'waiting' }), report);
    session.lastActivityAt = at;
    return;
  }
  if (device.status === 'waiting') {
    if (report.attempt !== null && report.attempt !== device.attempt) {
      setAside(
        tracker,
        'late',
        reportId,
        report,
        `Answer to scan ${report.attempt} of this device; scan ${device.attempt} is the one asked for.`,
      );
      return;
    }
    acceptReport(tracker, device, report);
    session.lastActivityAt = at;
    return;
  }
  if (device.status === 'noAnswer') {
    setAside(tracker, 'late', reportId, report, 'Answered after its scan had ended; it was not asked in this one.');
    return;
  }
  const rivals = device.claimants.length > 0 ? device.claimants : device.report === null ? [] : [device.report];
  if (rivals.some((rival) => claimsSameUnit(rival, report)) || rivals.length === 0) {
    setAside(tracker, 'duplicate', reportId, report, 'The device answered again; its first answer counts.');
    return;
  }
  if (report.attempt !== null && report.attempt !== device.attempt) {
    setAside(
      tracker,
      'late',
      reportId,
      report,
      `Answer to scan ${report.attempt} of this device; scan ${device.attempt} is the one asked for.`,
    );
    return;
  }
  conflict(tracker, device, [...rivals, report]);
  session.lastActivityAt = at;
}

/** Whoever sent it: it decides nothing, but the device is no longer only silent. */
function reportUnusable(tracker: Tracker, { sn, sentence }: Extract<ScanEvent, { kind: 'reportUnusable' }>): void {
  const device = tracker.session.devices.get(deviceIdOf(sn));
  if (device === undefined || !isSilent(device)) return;
  device.unusable ??= sentence;
  tracker.touch(device);
}

/** Two different units claim one serial number: neither counts until a person has looked. */
function conflict(tracker: Tracker, device: DeviceState, claimants: HardwareReport[]): void {
  forgetReport(tracker, device);
  for (const claimant of claimants) claimedByAnother(tracker, device, claimant);
  device.claimants = claimants;
  device.comparison = null;
  setStatus(tracker, device, 'conflict');
  tracker.notifyOnce(
    `conflict ${device.id}`,
    device.sn ?? device.id,
    `${claimants.length} different devices claim serial number ${device.sn ?? '?'}`,
  );
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
  device.claims.set(unitOf(report), report);
  tracker.touch(device);
}

function unitWithoutSerial(tracker: Tracker, reportId: string, report: HardwareReport): void {
  const { session } = tracker;
  const id = unitWithoutSerialId(report);
  const known = session.devices.get(id);
  if (session.phase === 'closed') {
    setAside(tracker, 'late', reportId, report, 'A unit without serial number answered after the scan had closed.');
  } else if (known !== undefined && known.status !== 'waiting') {
    setAside(tracker, 'duplicate', reportId, report, 'The device answered again; its first answer counts.');
  } else {
    const device = known ?? addDevice(tracker, { id, sn: null, guest: session.rosterSize !== null, status: 'noSerial' });
    device.report = report;
    setStatus(tracker, device, 'noSerial');
    session.lastActivityAt = tracker.at;
  }
}

function setAside(
  tracker: Tracker,
  kind: 'late' | 'duplicate',
  reportId: string,
  report: HardwareReport,
  sentence: string,
): void {
  const { session, at } = tracker;
  const device = session.devices.get(deviceIdOf(report.sn as SerialNumber));
  if (kind === 'late' && device !== undefined) claimedLate(tracker, device, report);
  session.counts[kind === 'late' ? 'late' : 'duplicates'] += 1;
  session.aside.push({ kind, reportId, sn: report.sn, operationId: report.operationId, at, sentence });
}

function mesAnswered(tracker: Tracker, { sn, attempt, answer, stays }: Extract<ScanEvent, { kind: 'mesAnswered' }>): void {
  const device = tracker.session.devices.get(deviceIdOf(sn));
  if (device === undefined || device.status !== 'reported' || device.attempt !== attempt) return;
  tracker.session.lastActivityAt = tracker.at;
  takeAnswer(tracker, device, answer, stays ?? []);
}

/** The console was started again, or its computer woke up, in the middle of a scan: who did not answer is asked again, and time starts anew. */
function reopened(tracker: Tracker): void {
  const { session, at } = tracker;
  if (session.phase === 'closed') return;
  session.roundStartedAt = at;
  session.lastActivityAt = at;
  if (session.round === 1) tracker.effects.push({ kind: 'askEveryone' });
  for (const device of session.devices.values()) {
    if (device.status === 'reported' && device.sn !== null)
      tracker.effects.push({ kind: 'lookUp', sn: device.sn, attempt: device.attempt });
    if (device.status === 'waiting' && session.round > 1)
      tracker.effects.push({ kind: 'askDevice', device: device.id, sn: device.sn, attempt: device.attempt });
  }
}

function rescanAsked(tracker: Tracker, ids: readonly DeviceId[]): void {
  const { session, at } = tracker;
  if (session.phase === 'closed') {
    session.phase = 'scanning';
    session.round += 1;
    session.closedAt = null;
    session.closeReason = null;
    session.roundStartedAt = at;
  }
  session.lastActivityAt = at;
  for (const id of ids) {
    const device = session.devices.get(id);
    if (device === undefined) continue;
    device.earlier.push({ attempt: device.attempt, status: device.status, at: device.at, reason: reasonFor(device) });
    forgetReport(tracker, device);
    device.attempt += 1;
    device.comparison = null;
    device.claimants = [];
    device.clearedContests = new Set();
    device.unusable = null;
    device.waiver = null;
    setStatus(tracker, device, 'waiting');
    tracker.effects.push({ kind: 'askDevice', device: id, sn: device.sn, attempt: device.attempt });
  }
}

function waived(tracker: Tracker, ids: readonly DeviceId[], reason: string): void {
  for (const id of ids) {
    const device = tracker.session.devices.get(id);
    if (device === undefined || device.status !== 'fail') continue;
    device.waiver = reason;
    setStatus(tracker, device, 'waived');
  }
}

function contestCleared(tracker: Tracker, { devices, seen }: Extract<ScanEvent, { kind: 'contestCleared' }>): void {
  for (const id of devices) {
    const device = tracker.session.devices.get(id);
    if (device === undefined) continue;
    const keys =
      seen === undefined
        ? device.contests.map(({ key }) => key)
        : seen.filter((one) => one.device === id).flatMap((one) => one.keys);
    device.clearedContests = new Set([...device.clearedContests, ...keys]);
    tracker.touch(device);
  }
}

function scanClosed(tracker: Tracker, reason: Extract<ScanEvent, { kind: 'scanClosed' }>['reason']): void {
  const { session, at } = tracker;
  session.phase = 'closed';
  session.closedAt = at;
  session.closeReason = reason;
  for (const device of session.devices.values()) {
    if (device.status === 'waiting') setStatus(tracker, device, 'noAnswer');
    else if (device.status === 'reported')
      takeAnswer(tracker, device, { kind: 'couldNotCheck', sentence: 'MES had not answered when the scan ended.' }, []);
  }
}

function setPair(tracker: Tracker, device: DeviceState, pair: DevicePair): void {
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

function pairAnswered(tracker: Tracker, event: Extract<ScanEvent, { kind: 'pairAnswered' }>): void {
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
      settled: null,
    });
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

function pairSettled(tracker: Tracker, { devices, as, reason, operatorId }: Extract<ScanEvent, { kind: 'pairSettled' }>): void {
  for (const id of devices) {
    const device = tracker.session.devices.get(id);
    if (device?.pair?.outcome !== 'rejected' && device?.pair?.outcome !== 'unknown') continue;
    setPair(tracker, device, { ...device.pair, settled: { as, reason, operatorId, at: tracker.at } });
  }
}
