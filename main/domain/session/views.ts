import {
  INTERFACE_LETTERS,
  UNJUDGED_LETTER,
  type DeviceDetails,
  type DeviceRow,
  type JudgedInterface,
  type SessionView,
} from '../../../protocol/model';
import type { Unchecked } from '../../../protocol/device-info';
import { comparedAddress } from '../compare/compare-device';
import { idleEndsAt } from './deadlines';
import { noticesOf } from './notices';
import { isContested, isSilent, openContests, type DeviceState, type ScanSession } from './state';
import { reasonFor } from './tracker';
import { macsOf } from './unit-identity';

/** The session as the window shows it. `quarantined` is counted outside, because unreadable messages belong to no operation. */
export function sessionView(session: ScanSession, quarantined: number): SessionView {
  const scanning = session.phase === 'scanning';
  return {
    operationId: session.operationId,
    operatorId: session.operatorId,
    scanMode: session.scanMode,
    phase: session.phase,
    round: session.round,
    startedAt: session.startedAt,
    roundStartedAt: session.roundStartedAt,
    closedAt: session.closedAt,
    closeReason: session.closeReason,
    rosterSize: session.rosterSize,
    idleEndsAt: scanning ? idleEndsAt(session) : null,
    endsAt: scanning ? session.roundStartedAt + session.policy.maxMs : null,
    counts: { ...session.counts, quarantined },
    notices: noticesOf(session),
  };
}

/** One grid row. */
export function deviceRow(device: DeviceState): DeviceRow {
  return {
    id: device.id,
    sn: device.sn ?? '',
    status: device.status,
    guest: device.guest,
    contested: isContested(device),
    product: device.answer?.kind === 'expected' ? device.answer.product : null,
    ip: device.report?.ip ?? device.claimants[0]?.ip ?? null,
    interfaces: interfaceLetters(device),
    attempt: device.attempt,
    reason: reasonFor(device),
    pair: device.pair?.outcome ?? null,
    pairSentence: device.pair?.sentence ?? '',
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
    reason: 'Not judged yet: nothing to compare with.',
    nextAction: '',
    contested: false,
    kind: row.kind,
    bus: row.bus,
    pciAddress: row.pciAddress,
    driver: row.driver,
    description: row.description,
    carrier: row.carrier,
  }));
}

const WHEN_UNCHECKED: Readonly<Record<NonNullable<Unchecked['cause']>, string>> = {
  unreachable: 'Rescan this device when MES answers again.',
  refused: 'Correct the settings of MES, then rescan this device.',
  unreadable: 'Check that the address in the settings is that of MES, or have MES mended, then rescan.',
  record: 'Have the record in MES corrected, then rescan.',
};

function nextActionFor(device: DeviceState): string {
  switch (device.status) {
    case 'noAnswer':
      if (device.unusable !== null) return 'Look at the message in quarantine, mend its sender, then rescan this device.';
      if (device.unread !== null) return 'Put the device keys right as the reason says, then rescan this device.';
      if (device.elsewhere.size > 0)
        return 'Rescan this device. If it answers another operation again, look at its agent, and at who else asks it.';
      return 'Check power, network cable and agent, then rescan this device.';
    case 'noSerial':
      return 'Have the serial number programmed, or set it in the agent, then scan again.';
    case 'notRegistered':
      return device.answer?.kind === 'notRegistered' && typeof device.answer.notFound?.page === 'string'
        ? 'Check the address of MES in the settings, and the label; if both are right, have the device registered in MES, then rescan.'
        : 'Check the label; if it is right, have the device registered in MES, then rescan.';
    case 'couldNotCheck':
      if (device.comparison?.kind === 'mesFault') return device.comparison.nextAction;
      return WHEN_UNCHECKED[(device.answer?.kind === 'couldNotCheck' ? device.answer.cause : undefined) ?? 'unreachable'];
    case 'conflict':
      return (
        'Find the devices by their IP addresses, correct the serial number of the wrong one, then rescan. ' +
        'Nodes of one chassis need the serial number of their board: start their agents with --serial-from board.'
      );
    case 'waiting':
    case 'reported':
      return '';
    case 'pass':
      return openContests(device)[0]?.nextAction ?? (device.comparison?.kind === 'judged' ? device.comparison.nextAction : '');
    case 'fail':
    case 'waived':
      return device.comparison?.kind === 'judged' ? device.comparison.nextAction : '';
  }
}
