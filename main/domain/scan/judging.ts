import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import type { MesAnswer } from '../../../protocol/device-info';
import { text, type Texts } from '../../../protocol/texts/text';
import { assertNever } from '../../../protocol/result';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { CardStay } from '../compare/card-stay';
import { comparedAddress, compareDevice } from '../compare/compare-device';
import { whyNotOfTheDevice } from '../compare/judge-interface';
import { macKey } from '../../../protocol/mac-address';
import type { DeviceState, ScanSession } from './state';
import { setStatus, type SessionChanges } from './session-changes';
import { unitOf } from './unit-identity';

const NONE_LISTED: ReadonlySet<string> = new Set();

/** A device answered what it was asked: its report counts, and MES is asked what should be in it. */
export function acceptReport(changes: SessionChanges, device: DeviceState, report: HardwareReport, reportId: string): void {
  device.report = report;
  device.reportId = reportId;
  setStatus(changes, device, 'reported');
  if (device.sn === null) return;
  judgeNeighbours(changes, changes.session.macs.addReported(device.sn, reportedMacs(report, changes.session)));
  changes.effects.push({ kind: 'lookUp', sn: device.sn, attempt: device.attempt });
}

/** What a unit reported speaks against others that have the same address, whatever becomes of the report. */
export function noteSighting(changes: SessionChanges, report: HardwareReport): void {
  const { session } = changes;
  const sn = isPlaceholderSerial(report.sn, session.policy.placeholderSerials) ? '' : report.sn;
  judgeNeighbours(changes, session.macs.addSeen(sn, unitOf(report, session.rules), reportedMacs(report, session)));
}

/** MES answered, or could not be asked: the device gets its verdict, and its neighbours theirs again. */
export function takeAnswer(changes: SessionChanges, device: DeviceState, answer: MesAnswer, stays: readonly CardStay[]): void {
  device.answer = answer;
  device.stays = stays;
  switch (answer.kind) {
    case 'notRegistered':
      setStatus(changes, device, 'notRegistered');
      return;
    case 'couldNotCheck':
      couldNotCheck(changes, device, answer.reason);
      return;
    case 'expected': {
      const sn = device.sn as SerialNumber;
      const { macs } = changes.session;
      const expected = answer.interfaces.map(({ name, mac }) => ({ name, mac: macKey(mac) }));
      const neighbours = new Set(macs.addExpected(sn, expected));
      // A card on the plant's list of service adapters is judged after all where MES lists it.
      const listed = new Set(expected.map(({ mac }) => mac));
      const reported = device.report === null ? [] : reportedMacs(device.report, changes.session, listed);
      for (const neighbour of macs.addReported(sn, reported)) neighbours.add(neighbour);
      if (device.report !== null)
        for (const neighbour of macs.addSeen(sn, unitOf(device.report, changes.session.rules), reported))
          neighbours.add(neighbour);
      judge(changes, device);
      judgeNeighbours(changes, neighbours);
      return;
    }
    default:
      assertNever(answer);
  }
}

/** Drops what a device reported and what MES said of it; whoever shared a MAC with it is judged again. */
export function forgetReport(changes: SessionChanges, device: DeviceState): void {
  const macs = new Set<string>();
  if (device.answer?.kind === 'expected') for (const { mac } of device.answer.interfaces) macs.add(macKey(mac));
  if (device.report !== null) for (const { mac } of reportedMacs(device.report, changes.session, macs)) macs.add(mac);
  const neighbours = device.sn === null ? new Set<string>() : changes.session.macs.remove(device.sn, macs);
  device.report = null;
  device.reportId = null;
  device.answer = null;
  device.stays = [];
  judgeNeighbours(changes, neighbours);
}

function judgeNeighbours(changes: SessionChanges, serials: ReadonlySet<string>): void {
  for (const sn of serials) {
    const neighbour = changes.session.devices.get(deviceIdOf(sn as SerialNumber));
    if (neighbour !== undefined) judgeAgain(changes, neighbour);
  }
}

/** Judges a device that has a verdict already; one that waits, was waived or is in conflict keeps its state. */
function judgeAgain(changes: SessionChanges, device: DeviceState): void {
  if ((device.status === 'pass' || device.status === 'fail') && device.answer?.kind === 'expected') judge(changes, device);
}

function judge(changes: SessionChanges, device: DeviceState): void {
  const { session } = changes;
  const { sn, report, answer } = device;
  if (sn === null || report === null || answer?.kind !== 'expected') return;
  const unit = unitOf(report, session.rules);
  const comparison = compareDevice(
    answer.interfaces,
    report,
    (mac) => session.macs.factsFor(sn, mac, unit),
    session.policy,
    device.stays,
    session.rules,
  );
  const hadVerdict = device.comparison !== null;
  device.comparison = comparison;
  if (comparison.kind === 'mesFault') {
    couldNotCheck(changes, device, comparison.reason);
    return;
  }
  if (hadVerdict) changes.touch(device);
  setStatus(changes, device, comparison.pass ? 'pass' : 'fail');
}

function couldNotCheck(changes: SessionChanges, device: DeviceState, why: Texts): void {
  setStatus(changes, device, 'couldNotCheck');
  const what = [text('notify.couldNotCheck', { device: device.sn ?? device.id, why })];
  changes.notifyOnce('couldNotCheck', changes.session.operationId, what);
}

/** Addresses that a report shows to others: of ports that are judged, or would be. @param listed addresses that MES gives to the device */
function reportedMacs(
  report: HardwareReport,
  { policy, rules }: ScanSession,
  listed: ReadonlySet<string> = NONE_LISTED,
): { readonly name: string; readonly mac: string }[] {
  const macs: { readonly name: string; readonly mac: string }[] = [];
  for (const row of report.interfaces) {
    if (row.kind !== 'physical' && row.kind !== 'wireless') continue;
    const { address } = comparedAddress(row);
    if (address === null) continue;
    if (listed.has(address.key) || whyNotOfTheDevice(row, address, policy, rules) === null)
      macs.push({ name: row.name, mac: address.key });
  }
  return macs;
}
