import { deviceIdOf, type DeviceId } from '../../../protocol/ids';
import { assertNever } from '../../../protocol/result';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent } from '../events';
import { MacIndex } from './mac-index';
import { forgetReport, takeAnswer } from './judging';
import { pairAnswered, pairSettled, setPair } from './pair-outcomes';
import { addDevice, reasonFor, setStatus, Tracker } from './tracker';
import { emptyCounts, type Change, type ScanSession } from './state';
import { answeredOther, reportReceived, reportUnusable, staleFiled } from './taking-reports';

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
    formerIds: new Map(),
    lookUps: 0,
    renamed: new Set(),
    contested: new Set(),
    aside: [],
    late: new Set(),
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
      if (report !== null) reportReceived(tracker, event, report);
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
      scanClosed(tracker, event);
      break;
    case 'pairConfirmed':
      for (const sn of event.serials) {
        const device = session.devices.get(deviceIdOf(sn));
        if (device === undefined) continue;
        setPair(tracker, device, {
          outcome: 'queued',
          sentence: '',
          key: event.key,
          attempt: device.attempt,
          // Sent again under another key: what came before may have arrived all the same.
          inDoubt: device.pair?.inDoubt ?? false,
          settled: null,
        });
      }
      break;
    case 'pairAnswered':
      pairAnswered(tracker, event);
      break;
    case 'pairSettled':
      pairSettled(tracker, event);
      break;
    case 'staleFiled':
      staleFiled(tracker, event.reportId, report);
      break;
    case 'answeredOther':
      answeredOther(tracker, event.sn, event.of);
      break;
    default:
      assertNever(event);
  }
  return tracker.change();
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
  for (const asked of ids) {
    const id = session.formerIds.get(asked) ?? asked;
    const device = session.devices.get(id);
    if (device === undefined) continue;
    if (device.status === 'pass') {
      const { comparison, report, clearedContests } = device;
      device.lastPass = { comparison, report, clearedContests };
    }
    device.earlier.push({ attempt: device.attempt, status: device.status, at: device.at, reason: reasonFor(device) });
    forgetReport(tracker, device);
    device.attempt += 1;
    device.comparison = null;
    device.claimants = [];
    device.clearedContests = new Set();
    device.unusable = null;
    device.unread = null;
    device.elsewhere.clear();
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
    const named = seen?.filter((one) => one.device === id).flatMap((one) => one.keys);
    // What was not there cannot have been seen: a key that was guessed clears nothing that comes later.
    const there = device.contests.map(({ key }) => key).filter((key) => named?.includes(key) ?? true);
    device.clearedContests = new Set([...device.clearedContests, ...there]);
    tracker.touch(device);
  }
}

function scanClosed(tracker: Tracker, { reason, unread }: Extract<ScanEvent, { kind: 'scanClosed' }>): void {
  const { session, at } = tracker;
  session.phase = 'closed';
  session.closedAt = at;
  session.closeReason = reason;
  for (const device of session.devices.values()) {
    if (device.status === 'waiting') {
      device.unread = unread ?? null;
      setStatus(tracker, device, 'noAnswer');
    } else if (device.status === 'reported')
      takeAnswer(
        tracker,
        device,
        { kind: 'couldNotCheck', sentence: 'MES had not answered when the scan ended.', cause: 'unreachable' },
        [],
      );
  }
}
