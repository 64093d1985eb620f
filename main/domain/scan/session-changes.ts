import type { DeviceId, SerialNumber } from '../../../protocol/ids';
import type { DeviceStatus } from '../../../protocol/model';
import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { hasInvisibleCharacter } from '../../../protocol/visible-text';
import { contestsOf } from './contest';
import { guestsNear } from './near-entries';
import {
  isContested,
  isUnacknowledged,
  openContests,
  type Change,
  type DeviceState,
  type Effect,
  type ScanSession,
} from './state';

const NONE_CLEARED: ReadonlySet<string> = new Set();

/** Collects what one event changes, and keeps the counts true while it does. */
export class SessionChanges {
  readonly session: ScanSession;
  readonly at: number;
  readonly effects: Effect[] = [];
  readonly #devices = new Set<DeviceId>();

  constructor(session: ScanSession, at: number) {
    this.session = session;
    this.at = at;
  }

  /** Marks a device as looking different. */
  touch(device: DeviceState): void {
    this.#devices.add(device.id);
    device.at = Math.max(device.at, this.at);
  }

  /** Something came that belongs to this round. */
  noteActivity(): void {
    this.session.lastActivityAt = this.at;
    this.session.activities += 1;
  }

  /** A round has its whole time from now on. */
  beginRound(): void {
    this.session.roundStartedAt = this.at;
    this.session.beginnings += 1;
  }

  /** Marks a device of which something else may be to say now. */
  lookAgain({ id }: DeviceState): void {
    this.#devices.add(id);
  }

  /** Tells the notification API of a cause the first time it comes up. */
  notifyOnce(cause: string, id: string, what: Texts): void {
    if (this.session.notified.has(cause)) return;
    this.session.notified.add(cause);
    this.effects.push({ kind: 'notify', id, what });
  }

  change(): Change {
    const { contested, counts, devices, renamed, unacknowledged } = this.session;
    for (const id of this.#devices) {
      const device = devices.get(id);
      if (device === undefined) continue;
      device.contests = contestsOf(device, this.session);
      if (!device.guest) counts.contestedExpected += Number(isContested(device)) - Number(contested.has(id));
      keep(contested, id, isContested(device));
      keep(renamed, id, hasRenamedPort(device));
      keep(unacknowledged, id, isUnacknowledged(device));
    }
    counts.contested = contested.size;
    for (const id of guestsNear(this.session, this.#devices)) this.#devices.add(id);
    return { devices: this.#devices, effects: this.effects };
  }
}

function keep(ids: Set<DeviceId>, id: DeviceId, isIn: boolean): void {
  if (isIn) ids.add(id);
  else ids.delete(id);
}

function hasRenamedPort({ status, comparison }: DeviceState): boolean {
  return status === 'fail' && comparison?.kind === 'judged' && comparison.interfaces.some(({ verdict }) => verdict === 'renamed');
}

/** Adds a row; it is counted under its status at once. */
export function addDevice(
  changes: SessionChanges,
  {
    id,
    sn,
    guest,
    status,
    slot = null,
  }: {
    readonly id: DeviceId;
    readonly sn: SerialNumber | null;
    readonly guest: boolean;
    readonly status: DeviceStatus;
    readonly slot?: string | null;
  },
): DeviceState {
  const device: DeviceState = {
    id,
    sn,
    guest,
    slot,
    foundIn: null,
    status,
    attempt: 1,
    retries: 0,
    earlier: [],
    report: null,
    reportId: null,
    answer: null,
    stays: [],
    comparison: null,
    claimants: [],
    claims: new Map(),
    unusable: null,
    unread: null,
    unheard: null,
    late: false,
    elsewhere: new Set(),
    waiver: null,
    acknowledged: null,
    contests: [],
    clearedContests: NONE_CLEARED,
    lastPass: null,
    pair: null,
    at: 0,
  };
  const { counts } = changes.session;
  changes.session.devices.set(id, device);
  if (sn === null) counts.noSerial += 1;
  else if (guest) counts.guests += 1;
  else {
    counts.expected += 1;
    counts[countedAs(status)] += 1;
  }
  changes.touch(device);
  return device;
}

/** Moves a device to a status; guests and units without serial number are counted once, beside the sum. */
export function setStatus(changes: SessionChanges, device: DeviceState, status: DeviceStatus): void {
  if (device.sn !== null && !device.guest) {
    changes.session.counts[countedAs(device.status)] -= 1;
    changes.session.counts[countedAs(status)] += 1;
  }
  if (device.status === 'reported') changes.session.lookUps -= 1;
  if (status === 'reported') changes.session.lookUps += 1;
  if (status !== device.status) device.acknowledged = null;
  device.status = status;
  changes.touch(device);
}

function countedAs(
  status: DeviceStatus,
): 'pass' | 'fail' | 'waived' | 'couldNotCheck' | 'notRegistered' | 'conflict' | 'noAnswer' | 'waiting' {
  return status === 'reported' || status === 'noSerial' ? 'waiting' : status;
}

/** The worst thing about a device; nothing for a plain pass. */
export function reasonFor(device: DeviceState): Texts {
  switch (device.status) {
    case 'waiting':
      return unusableReport(device) ?? answeredElsewhere(device) ?? NO_TEXT;
    case 'reported':
      return [text('device.answered')];
    case 'noAnswer':
      return (
        answeredLate(device) ??
        unusableReport(device) ??
        unreadAnswers(device) ??
        notHeard(device) ??
        answeredElsewhere(device) ?? [text('device.noAnswer')]
      );
    case 'noSerial':
      return [noSerial(device.report?.sn ?? '')];
    case 'notRegistered':
      return [notRegistered(device)];
    case 'conflict':
      return [text('device.conflict', { count: device.claimants.length })];
    case 'couldNotCheck':
      if (device.answer?.kind === 'couldNotCheck') return device.answer.reason;
      return device.comparison?.reason ?? NO_TEXT;
    case 'pass':
      return (openContests(device)[0] ?? device.contests[0])?.what ?? device.comparison?.reason ?? NO_TEXT;
    case 'fail':
      return device.comparison?.reason ?? NO_TEXT;
    case 'waived':
      return [text('device.waived', { reason: device.waiver ?? '' }), ...(device.comparison?.reason ?? NO_TEXT)];
  }
}

function notRegistered({ answer }: DeviceState): Text {
  const notFound = answer?.kind === 'notRegistered' ? answer.notFound : undefined;
  if (notFound === undefined || notFound.page === null) return text('device.notRegistered');
  return text('device.notRegisteredOrWrongAddress', { asked: notFound.asked, page: notFound.page });
}

function answeredLate({ late }: DeviceState): Texts | null {
  return late ? [text('device.answeredLate')] : null;
}

function unusableReport({ unusable }: DeviceState): Texts | null {
  return unusable === null ? null : [text('device.unusableReport', { why: unusable })];
}

function unreadAnswers({ unread }: DeviceState): Texts | null {
  return unread === null ? null : [text('device.unreadAnswers', { why: unread })];
}

function notHeard({ unheard }: DeviceState): Texts | null {
  return unheard === null ? null : [text('device.notHeard', { why: unheard })];
}

function answeredElsewhere({ elsewhere }: DeviceState): Texts | null {
  const [operation] = [...elsewhere].toSorted();
  if (operation === undefined) return null;
  const more = elsewhere.size - 1;
  return [
    more === 0 ? text('device.answeredElsewhere', { operation }) : text('device.answeredElsewhereAndMore', { operation, more }),
  ];
}

function noSerial(serial: string): Text {
  return text(hasInvisibleCharacter(serial) ? 'device.invisibleSerial' : 'device.noSerial', { serial });
}
