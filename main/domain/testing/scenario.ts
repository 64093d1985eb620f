import { emptyCounts } from '../../../protocol/empty-counts';
import { deviceIdOf, OperatorId, serialNumber, type DeliveryKey, type DeviceId } from '../../../protocol/ids';
import { verbatim } from '../../../protocol/texts/text';
import type { MesAnswer } from '../../../protocol/device-info';
import type { CloseReason, DeliveryState, PairSettlement } from '../../../protocol/model';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent, ScanPolicy } from '../scan/events';
import { applyEvent, startSession } from '../scan/fold';
import { isContested, type Change, type DeviceState, type ScanSession } from '../scan/state';
import { scanStarted } from './reports';

/** One scan told step by step: each call is one event, 10 ms after the one before. */
export class Scenario {
  readonly session: ScanSession;
  readonly effects: Change['effects'][number][] = [];
  now = 1_000;

  constructor(roster: readonly string[] | null, policy: Partial<ScanPolicy> = {}, rules?: number) {
    const { session, change } = startSession(scanStarted(roster, policy, rules), this.now);
    this.session = session;
    this.effects.push(...change.effects);
  }

  apply(event: ScanEvent, report: HardwareReport | null = null): Change {
    this.now += 10;
    const change = applyEvent(this.session, event, this.now, report);
    this.effects.push(...change.effects);
    return change;
  }

  report(report: HardwareReport): Change {
    return this.apply({ kind: 'reportReceived', reportId: `r${this.now}` }, report);
  }

  mes(sn: string, answer: MesAnswer, attempt = this.device(sn).attempt): Change {
    return this.apply({ kind: 'mesAnswered', sn: serialNumber(sn), attempt, answer });
  }

  close(reason: CloseReason = 'operator'): Change {
    return this.apply({ kind: 'scanClosed', reason });
  }

  rescan(...serials: readonly string[]): Change {
    return this.apply({ kind: 'rescanAsked', devices: serials as readonly DeviceId[], operatorId: OperatorId.parse('op-7') });
  }

  pair(key: string, ...serials: readonly string[]): Change {
    return this.apply({
      kind: 'pairConfirmed',
      digest: 'd',
      serials: serials.map(serialNumber),
      key: key as DeliveryKey,
      operatorId: OperatorId.parse('op-7'),
    });
  }

  pairAnswered(key: string, state: DeliveryState, rejected: Readonly<Record<string, string>> = {}): Change {
    const reason = verbatim(state === 'accepted' ? '' : 'Why.');
    return this.apply({ kind: 'pairAnswered', key: key as DeliveryKey, state, rejected, reason });
  }

  settle(as: PairSettlement['as'], ...serials: readonly string[]): Change {
    const operatorId = OperatorId.parse('op-7');
    return this.apply({ kind: 'pairSettled', devices: serials as readonly DeviceId[], as, reason: 'Asked there.', operatorId });
  }

  device(sn: string): DeviceState {
    const device = this.session.devices.get(deviceIdOf(serialNumber(sn)));
    if (device === undefined) throw new Error(`no device ${sn}`);
    return device;
  }

  statuses(): string {
    return [...this.session.devices.values()].map(({ id, status }) => `${id} ${status}`).join(', ');
  }
}

/** Counts derived from the devices and what was set aside, to hold against the counts that the fold keeps. */
export function recount(session: ScanSession): ScanSession['counts'] {
  const counts = emptyCounts();
  for (const device of session.devices.values()) {
    if (isContested(device)) counts.contested += 1;
    if (isContested(device) && !device.guest) counts.contestedExpected += 1;
    if (device.pair?.settled === null && device.pair.outcome === 'rejected') counts.pairRefused += 1;
    if (device.pair?.settled === null && device.pair.outcome === 'unknown') counts.pairUnknown += 1;
    if (device.pair?.outcome === 'accepted') counts.paired += 1;
    if (device.pair?.outcome === 'accepted' && !device.guest) counts.pairedExpected += 1;
    if (device.sn === null) counts.noSerial += 1;
    else if (device.guest) counts.guests += 1;
    else {
      counts.expected += 1;
      counts[device.status === 'reported' || device.status === 'noSerial' ? 'waiting' : device.status] += 1;
    }
  }
  for (const { kind } of session.aside) counts[kind === 'duplicate' ? 'duplicates' : kind] += 1;
  return counts;
}

/** The sum that must close at every instant. */
export function sumOf(counts: ScanSession['counts']): number {
  return (
    counts.pass +
    counts.fail +
    counts.waived +
    counts.couldNotCheck +
    counts.notRegistered +
    counts.conflict +
    counts.noAnswer +
    counts.waiting
  );
}
