import { emptyCounts } from '../../../protocol/empty-counts';
import { NO_TEXT, text } from '../../../protocol/texts/text';
import { deviceIdOf, type DeviceId } from '../../../protocol/ids';
import { assertNever } from '../../../protocol/result';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { AppError } from '../errors';
import type { ScanEvent } from './events';
import { MacIndex } from './mac-index';
import { forgetReport, takeAnswer } from './judging';
import { pairAnswered, pairSettled, setPair } from './pair-outcomes';
import { newerScanRules } from './rules';
import { addDevice, reasonFor, setStatus, SessionChanges } from './session-changes';
import { isUnacknowledged, type Change, type ScanSession } from './state';
import { answeredOther, reportReceived, reportUnusable, staleClaimed, staleFiled } from './taking-reports';

/** Starts the fold: the session that a `scanStarted` event opens. @throws AppError `newerVersion` for a scan by rules that are not known here */
export function startSession(
  event: Extract<ScanEvent, { kind: 'scanStarted' }>,
  at: number,
): { session: ScanSession; change: Change } {
  const newer = newerScanRules(event);
  if (newer !== null) throw new AppError('newerVersion', newer);
  const session: ScanSession = {
    operationId: event.operationId,
    operatorId: event.operatorId,
    scanMode: event.scanMode,
    policy: event.policy,
    rules: event.rules ?? 1,
    rosterSize: event.roster?.length ?? null,
    rack: event.rack === undefined ? null : { name: event.rack.name, rows: event.rack.rows.map((row) => [...row]) },
    selfTest: event.selfTest ?? null,
    startedAt: at,
    phase: 'scanning',
    round: 1,
    roundStartedAt: at,
    lastActivityAt: at,
    beginnings: 1,
    activities: 1,
    closedAt: null,
    closeReason: null,
    interruptedAt: null,
    lastEventAt: at,
    devices: new Map(),
    macs: new MacIndex(),
    formerIds: new Map(),
    lookUps: 0,
    renamed: new Set(),
    contested: new Set(),
    unacknowledged: new Set(),
    aside: [],
    came: new Set(),
    claimed: new Map(),
    counted: new Set(),
    late: new Set(),
    altered: 0,
    counts: emptyCounts(),
    notified: new Set(),
  };
  const changes = new SessionChanges(session, 0);
  const slots = new Map(event.rack?.units.map(({ slot, sn }) => [sn, slot]));
  for (const sn of event.roster ?? [])
    addDevice(changes, { id: deviceIdOf(sn), sn, guest: false, status: 'waiting', slot: slots.get(sn) ?? null });
  changes.effects.push({ kind: 'askEveryone' });
  return { session, change: changes.change() };
}

/**
 * Applies one event to a session, in place: deterministic, no I/O, no clock (`at` is when it happened, ms since 1970). The
 * caller owns the session and applies events one after the other, in the order in which they are stored.
 * @param report the parsed report of a `reportReceived` or `staleFiled` event
 */
export function applyEvent(session: ScanSession, event: ScanEvent, at: number, report: HardwareReport | null): Change {
  const changes = new SessionChanges(session, at);
  const { lastEventAt } = session;
  session.lastEventAt = at;
  switch (event.kind) {
    case 'scanStarted':
      throw new Error('scanStarted opens a session; it cannot come inside one');
    case 'reportReceived':
      if (report !== null) reportReceived(changes, event, report);
      break;
    case 'reportUnusable':
      reportUnusable(changes, event);
      break;
    case 'mesAnswered':
      mesAnswered(changes, event);
      break;
    case 'reopened':
      reopened(changes);
      break;
    case 'rescanAsked':
      rescanAsked(changes, event.devices);
      break;
    case 'askedAgain':
      askedAgain(changes, event.devices);
      break;
    case 'unitPlaced':
      unitPlaced(changes, event);
      break;
    case 'failureAcknowledged':
      failureAcknowledged(changes, event);
      break;
    case 'waived':
      waived(changes, event.devices, event.reason);
      break;
    case 'contestCleared':
      contestCleared(changes, event);
      break;
    case 'scanClosed':
      scanClosed(changes, event, lastEventAt);
      break;
    case 'pairConfirmed':
      for (const sn of event.serials) {
        const device = session.devices.get(deviceIdOf(sn));
        if (device === undefined) continue;
        setPair(changes, device, {
          outcome: 'queued',
          reason: NO_TEXT,
          key: event.key,
          attempt: device.attempt,
          // Sent again under another key: what came before may have arrived all the same.
          inDoubt: device.pair?.inDoubt ?? false,
          settled: null,
        });
      }
      break;
    case 'pairAnswered':
      pairAnswered(changes, event);
      break;
    case 'pairSettled':
      pairSettled(changes, event);
      break;
    case 'staleFiled':
      staleFiled(changes, event.reportId, report);
      break;
    case 'staleClaimed':
      staleClaimed(changes, event.claimed);
      break;
    case 'answeredOther':
      answeredOther(changes, event.sn, event.of);
      break;
    default:
      assertNever(event);
  }
  return changes.change();
}

function mesAnswered(changes: SessionChanges, { sn, attempt, answer, stays }: Extract<ScanEvent, { kind: 'mesAnswered' }>): void {
  const device = changes.session.devices.get(deviceIdOf(sn));
  if (device === undefined || device.status !== 'reported' || device.attempt !== attempt) return;
  changes.noteActivity();
  takeAnswer(changes, device, answer, stays ?? []);
}

/** The console was started again, or its computer woke up, in the middle of a scan: who did not answer is asked again, and time starts again. */
function reopened(changes: SessionChanges): void {
  const { session } = changes;
  if (session.phase === 'closed') return;
  changes.beginRound();
  changes.noteActivity();
  if (session.round === 1) changes.effects.push({ kind: 'askEveryone' });
  for (const device of session.devices.values()) {
    if (device.status === 'reported' && device.sn !== null)
      changes.effects.push({ kind: 'lookUp', sn: device.sn, attempt: device.attempt });
    // In the first round everybody is asked for a first answer; who was asked again is asked for that one.
    if (device.status === 'waiting' && (session.round > 1 || device.attempt > 1))
      changes.effects.push({ kind: 'askDevice', device: device.id, sn: device.sn, attempt: device.attempt });
  }
}

function rescanAsked(changes: SessionChanges, ids: readonly DeviceId[]): void {
  const { session } = changes;
  if (session.phase === 'closed') {
    session.phase = 'scanning';
    session.round += 1;
    session.closedAt = null;
    session.closeReason = null;
    session.interruptedAt = null;
    changes.beginRound();
  }
  changes.noteActivity();
  for (const asked of ids) {
    const id = session.formerIds.get(asked) ?? asked;
    const device = session.devices.get(id);
    if (device === undefined) continue;
    if (device.status === 'pass') {
      const { comparison, report, clearedContests } = device;
      device.lastPass = { comparison, report, clearedContests };
    }
    device.earlier.push({ attempt: device.attempt, status: device.status, at: device.at, reason: reasonFor(device) });
    forgetReport(changes, device);
    device.attempt += 1;
    device.comparison = null;
    device.claimants = [];
    device.clearedContests = new Set();
    device.unusable = null;
    device.unread = null;
    device.unheard = null;
    device.late = false;
    device.elsewhere.clear();
    device.waiver = null;
    device.retries = 0;
    setStatus(changes, device, 'waiting');
    changes.effects.push({ kind: 'askDevice', device: id, sn: device.sn, attempt: device.attempt });
  }
}

/** Nobody pressed anything: what is known of why it has not answered stays. */
function askedAgain(changes: SessionChanges, ids: readonly DeviceId[]): void {
  const { session, at } = changes;
  changes.noteActivity();
  for (const id of ids) {
    const device = session.devices.get(id);
    if (device?.status !== 'waiting') continue;
    device.earlier.push({
      attempt: device.attempt,
      status: 'noAnswer',
      at,
      reason: reasonFor({ ...device, status: 'noAnswer' }),
    });
    device.attempt += 1;
    device.retries += 1;
    changes.touch(device);
    changes.effects.push({ kind: 'askDevice', device: id, sn: device.sn, attempt: device.attempt });
  }
}

/** One unit is in a slot: whoever was found there before is not there any more. */
function unitPlaced(changes: SessionChanges, { device: id, slot }: Extract<ScanEvent, { kind: 'unitPlaced' }>): void {
  const { devices } = changes.session;
  const placed = devices.get(id);
  if (placed === undefined) return;
  for (const other of devices.values()) {
    if (other === placed || other.foundIn !== slot) continue;
    other.foundIn = null;
    changes.touch(other);
  }
  placed.foundIn = slot;
  changes.touch(placed);
}

function waived(changes: SessionChanges, ids: readonly DeviceId[], reason: string): void {
  for (const id of ids) {
    const device = changes.session.devices.get(id);
    if (device === undefined || device.status !== 'fail') continue;
    device.waiver = reason;
    setStatus(changes, device, 'waived');
  }
}

/** When its verdict was made stays what it says. */
function failureAcknowledged(
  changes: SessionChanges,
  { devices, operatorId }: Extract<ScanEvent, { kind: 'failureAcknowledged' }>,
): void {
  for (const id of devices) {
    const device = changes.session.devices.get(id);
    if (device === undefined || !isUnacknowledged(device)) continue;
    device.acknowledged = { operatorId, at: changes.at };
    changes.lookAgain(device);
  }
}

function contestCleared(changes: SessionChanges, { devices, seen }: Extract<ScanEvent, { kind: 'contestCleared' }>): void {
  for (const id of devices) {
    const device = changes.session.devices.get(id);
    if (device === undefined) continue;
    const named = seen?.filter((one) => one.device === id).flatMap((one) => one.keys);
    // What was not there cannot have been seen: a key that was guessed clears nothing that comes later.
    const there = device.contests.map(({ key }) => key).filter((key) => named?.includes(key) ?? true);
    device.clearedContests = new Set([...device.clearedContests, ...there]);
    changes.touch(device);
  }
}

function scanClosed(
  changes: SessionChanges,
  { reason, unread, unheard, interrupted, bySignal }: Extract<ScanEvent, { kind: 'scanClosed' }>,
  lastEventAt: number,
): void {
  const { session, at } = changes;
  session.phase = 'closed';
  session.closedAt = at;
  session.closeReason = reason;
  session.interruptedAt = interrupted === true ? lastEventAt : bySignal === true ? at : null;
  for (const device of session.devices.values()) {
    if (device.status === 'waiting') {
      device.unread = unread ?? null;
      device.unheard = unheard ?? null;
      setStatus(changes, device, 'noAnswer');
    } else if (device.status === 'reported')
      takeAnswer(changes, device, { kind: 'couldNotCheck', reason: [text('mes.silentAtEnd')], cause: 'unreachable' }, []);
  }
}
