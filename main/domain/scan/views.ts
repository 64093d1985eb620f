import { INTERFACE_LETTERS, UNJUDGED_LETTER } from '../../../protocol/interface-letters';
import { type DeviceDetails, type DeviceRow, type JudgedInterface, type SessionView } from '../../../protocol/model';
import type { Unchecked } from '../../../protocol/device-info';
import { NO_TEXT, text, type TextCode, type Texts } from '../../../protocol/texts/text';
import { comparedAddress } from '../compare/compare-device';
import { idleEndsAt, maxEndsAt, type ScanTimes } from './deadlines';
import { noticesOf, onlyNamesFail } from './notices';
import { isContested, isSilent, openContests, type DeviceState, type ScanSession } from './state';
import { reasonFor } from './session-changes';
import { macsOf } from './unit-identity';
import { hardwareFacts } from '../compare/hardware-facts';

/**
 * The session as the window shows it. `quarantined` is counted outside, because unreadable messages belong to no operation.
 * @param times of a scan that runs, by the clock that whoever looks has before them
 */
export function sessionView(session: ScanSession, quarantined: number, times: ScanTimes = session): SessionView {
  const scanning = session.phase === 'scanning';
  return {
    operationId: session.operationId,
    operatorId: session.operatorId,
    scanMode: session.scanMode,
    phase: session.phase,
    round: session.round,
    startedAt: session.startedAt,
    roundStartedAt: scanning ? times.roundStartedAt : session.roundStartedAt,
    closedAt: session.closedAt,
    closeReason: session.closeReason,
    ...(session.interruptedAt === null ? {} : { interruptedAt: session.interruptedAt }),
    rosterSize: session.rosterSize,
    ...(session.rack === null ? {} : { rack: session.rack }),
    idleEndsAt: scanning && times.heardSince !== Number.POSITIVE_INFINITY ? idleEndsAt(session, times) : null,
    endsAt: scanning ? maxEndsAt(session, times) : null,
    counts: { ...session.counts, quarantined },
    ...(session.unacknowledged.size === 0 ? {} : { unacknowledged: session.unacknowledged.size }),
    notices: noticesOf(session),
    onlyNamesFail: onlyNamesFail(session),
    ...(hasExplainedSilence(session) ? { silenceExplained: true } : {}),
  };
}

/** Whether any device without answer says more than that: what has to be done is no look at its power and cable. */
function hasExplainedSilence({ devices, counts }: ScanSession): boolean {
  if (counts.noAnswer === 0) return false;
  return [...devices.values()].some((device) => device.status === 'noAnswer' && reasonFor(device)[0]?.code !== 'device.noAnswer');
}

/** One grid row. */
export function deviceRow(device: DeviceState): DeviceRow {
  return {
    id: device.id,
    sn: device.sn ?? '',
    status: device.status,
    guest: device.guest,
    ...(device.slot === null ? {} : { slot: device.slot }),
    ...(device.foundIn === null ? {} : { foundIn: device.foundIn }),
    contested: isContested(device),
    ...(device.acknowledged === null ? {} : { acknowledged: device.acknowledged }),
    product: device.answer?.kind === 'expected' ? device.answer.product : null,
    ip: device.report?.ip ?? device.claimants[0]?.ip ?? null,
    interfaces: interfaceLetters(device),
    attempt: device.attempt,
    reason: reasonFor(device),
    pair: device.pair?.outcome ?? null,
    pairReason: device.pair?.reason ?? NO_TEXT,
    pairSettled: device.pair?.settled ?? null,
    at: device.at,
  };
}

/** All about one device, for the review panel and an opened row. */
export function deviceDetails(device: DeviceState): DeviceDetails {
  return {
    row: deviceRow(device),
    interfaces: [...judgedInterfaces(device)],
    attempts: [...device.earlier, { attempt: device.attempt, status: device.status, at: device.at, reason: reasonFor(device) }],
    nextAction: nextActionFor(device),
    claimants: device.claimants.map((report) => ({ ip: report.ip, bootId: report.bootId, macs: macsOf(report) })),
    agentVersion: device.report?.agentVersion ?? null,
    bootId: device.report?.bootId ?? null,
    warnings: [...(device.report?.warnings ?? [])],
    contests: [...openContests(device)],
    inQuarantine: device.unusable !== null && isSilent(device),
  };
}

function interfaceLetters(device: DeviceState): string {
  if (device.comparison?.kind === 'judged')
    return device.comparison.interfaces.map(({ verdict }) => INTERFACE_LETTERS[verdict]).join('');
  return UNJUDGED_LETTER.repeat(unjudgedInterfaces(device).length);
}

/** What is known of the interfaces: judged ones, or what was reported while there is nothing to judge it by. */
export function judgedInterfaces(device: DeviceState): readonly JudgedInterface[] {
  const { comparison } = device;
  if (comparison?.kind === 'judged') return [...comparison.interfaces, ...comparison.ignored];
  return unjudgedInterfaces(device);
}

function unjudgedInterfaces(device: DeviceState): JudgedInterface[] {
  const rows = device.report?.interfaces.filter(({ kind }) => kind === 'physical') ?? [];
  return rows.map((row) => ({
    name: row.name,
    verdict: 'ignored',
    expectedMac: null,
    foundMac: comparedAddress(row).address?.text ?? row.mac,
    currentMac: null,
    reason: [text('verdict.notJudgedYet')],
    nextAction: NO_TEXT,
    contested: false,
    ...hardwareFacts(row),
  }));
}

const WHEN_UNCHECKED = {
  unreachable: 'next.mesUnreachable',
  refused: 'next.mesRefused',
  unreadable: 'next.mesUnreadable',
  record: 'next.mesRecord',
} as const satisfies Readonly<Record<NonNullable<Unchecked['cause']>, TextCode>>;

function nextActionFor(device: DeviceState): Texts {
  const { answer, comparison } = device;
  switch (device.status) {
    case 'noAnswer':
      if (device.late) return [text('next.late')];
      if (device.unusable !== null) return [text('next.quarantine')];
      if (device.unread !== null) return [text('next.deviceKeys')];
      if (device.unheard !== null) return [text('next.broker')];
      return [text(device.elsewhere.size > 0 ? 'next.otherOperation' : 'next.power')];
    case 'noSerial':
      return [text('next.setSerial')];
    case 'notRegistered': {
      const wasPage = answer?.kind === 'notRegistered' && (answer.notFound?.page ?? null) !== null;
      return [text(wasPage ? 'next.mesAddressOrRegister' : 'next.register')];
    }
    case 'couldNotCheck':
      if (comparison !== null && comparison.kind !== 'judged') return comparison.nextAction;
      return [text(WHEN_UNCHECKED[(answer?.kind === 'couldNotCheck' ? answer.cause : undefined) ?? 'unreachable'])];
    case 'conflict':
      return [text('next.conflict')];
    case 'waiting':
    case 'reported':
      return NO_TEXT;
    case 'pass':
      return openContests(device)[0]?.nextAction ?? (comparison?.kind === 'judged' ? comparison.nextAction : NO_TEXT);
    case 'fail':
    case 'waived':
      return comparison?.kind === 'judged' ? comparison.nextAction : NO_TEXT;
  }
}
