import { expect, it } from 'vitest';
import { serialNumber, type DeliveryKey, operationId, OperatorId } from '../../../protocol/ids';
import { NO_TEXT } from '../../../protocol/texts/text';
import type { StoredEvent } from '../ports/journal';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { operationReport } from './operation-report';
import { seenCards, unitReport } from './unit-report';
import { unitTable } from './unit-table';

const HEAD = {
  madeAt: 9_000,
  madeBy: 'op-7',
  appVersion: '0.2.0',
  station: 'Line 3',
  consoleId: null,
  simulated: false,
  chainHead: { seq: 12, hash: 'f'.repeat(64) },
};
const MACS = ['e0:18:7d:2e:ca:01', 'e0:18:7d:2e:ca:02', 'e0:18:7d:2e:ca:03'] as const;

/** A scan of three: one passes, one has a wrong card, one is silent. */
function scan(): Scenario {
  const scenario = new Scenario(['OK', 'WRONG', 'SILENT']);
  scenario.report(reportOf('OK', [port('enp4s0', MACS[0])]));
  scenario.mes('OK', expects(['enp4s0', MACS[0]]));
  scenario.report(reportOf('WRONG', [port('enp4s0', MACS[1]), port('enp5s0', MACS[2])]));
  scenario.mes('WRONG', expects(['enp4s0', MACS[1]], ['enp5s0', 'e0:18:7d:2e:ca:09']));
  scenario.close('idle');
  return scenario;
}

const stored = (seq: number, event: StoredEvent['event']): StoredEvent => ({
  seq,
  operationId: operationId('1'),
  at: seq * 10,
  event,
});
const confirmed = (seq: number, key: string, ...serials: readonly string[]): StoredEvent =>
  stored(seq, {
    kind: 'pairConfirmed',
    digest: `digest-${key}`,
    serials: serials.map(serialNumber),
    key: key as DeliveryKey,
    operatorId: OperatorId.parse('op-7'),
  });
const answered = (seq: number, key: string, rejected: Readonly<Record<string, string>>): StoredEvent =>
  stored(seq, {
    kind: 'pairAnswered',
    key: key as DeliveryKey,
    state: 'accepted',
    rejected,
    reason: NO_TEXT,
  });

const partsOf = (scenario: Scenario, events: readonly StoredEvent[] = []) => ({
  session: scenario.session,
  events,
  deliveries: [],
  decisions: [],
  lastEntry: null,
  diedAt: null,
  station: 'Line 3',
});

it('has every device, in the order of the scan, with the ports at fault and no other', () => {
  const { devices, counts, operation } = operationReport(partsOf(scan()), HEAD);
  expect(devices.map(({ sn, status, ports, matching }) => [sn, status, ports, matching])).toEqual([
    ['OK', 'pass', 1, 1],
    ['WRONG', 'fail', 2, 1],
    ['SILENT', 'noAnswer', 0, 0],
  ]);
  expect(devices[1]?.faults).toEqual([
    { name: 'enp5s0', verdict: 'mismatch', expectedMac: 'e0:18:7d:2e:ca:09', foundMac: MACS[2] },
  ]);
  expect([counts.expected, counts.pass, counts.fail, counts.noAnswer]).toEqual([3, 1, 1, 1]);
  expect(operation).toMatchObject({ target: 'pair', closeReason: 'idle', rosterSize: 3, altered: 0, station: 'Line 3' });
  expect(operation.interruptedAt).toBeNull();
});

it('says of a scan that was killed when that was', () => {
  const { session } = scan();
  session.interruptedAt = 180_000;
  expect(operationReport({ ...partsOf(scan()), session }, HEAD).operation).toMatchObject({ interruptedAt: 180_000 });
});

it('says of each confirmed list what became of it, also where a later list has its devices', () => {
  const scenario = scan();
  scenario.pair('k1', 'OK');
  scenario.pairAnswered('k1', 'accepted', { OK: 'unknown serial' });
  scenario.settle('sendAgain', 'OK');
  scenario.pair('k2', 'OK');
  const events = [confirmed(20, 'k1', 'OK'), answered(21, 'k1', { OK: 'unknown serial' }), confirmed(22, 'k2', 'OK')];
  const { lists } = operationReport(partsOf(scenario, events), HEAD);
  expect(lists.map(({ digest, devices, accepted, rejected, open }) => [digest, devices, accepted, rejected, open])).toEqual([
    ['digest-k1', 1, 0, 1, 0],
    ['digest-k2', 1, 0, 0, 1],
  ]);
});

it('knows the cards of a device by their addresses, with when each was seen first and last', () => {
  const first = { at: 1_000, report: reportOf('A1', [port('eth0', MACS[0], { description: 'X710' })]) };
  const later = { at: 5_000, report: reportOf('A1', [port('enp4s0', MACS[0]), port('enp5s0', MACS[1])]) };
  const bridge = port('br0', MACS[2], { kind: 'virtual' });
  expect(seenCards([later, first, { at: 6_000, report: reportOf('A1', [bridge]) }])).toEqual([
    { address: MACS[0], port: 'enp4s0', model: 'X710', pciAddress: null, firstAt: 1_000, lastAt: 5_000, reports: 2 },
    { address: MACS[1], port: 'enp5s0', model: null, pciAddress: null, firstAt: 5_000, lastAt: 5_000, reports: 1 },
  ]);
});

it('the table of a device has a line for each port at fault, or one where none is, oldest first', () => {
  const attempt = {
    operationId: 'OP-1',
    startedAt: 0,
    operatorId: 'op-7',
    attempt: 1,
    at: 2_000,
    status: 'fail' as const,
    guest: false,
    held: false,
    product: null,
    agent: '0.2.0',
    reason: 'mismatch' as const,
    faults: [
      { interface: 'enp4s0', model: 'X710', verdict: 'mismatch' as const },
      { interface: 'enp5s0', model: null, verdict: 'absent' as const },
    ],
  };
  // Pair answered it after the next scan had begun.
  const passed = {
    ...attempt,
    operationId: 'OP-0',
    startedAt: -1_000,
    at: 9_000,
    status: 'pass' as const,
    reason: null,
    faults: [],
    held: true,
  };
  const [heads, ...rows] = unitTable('A1', [attempt, passed]);
  expect(rows.map((row) => [row[1], row[4], row[6], row[8], row[12]])).toEqual([
    ['OP-0', 'pass', '', '', 'yes'],
    ['OP-1', 'fail', 'enp4s0', 'mismatch', ''],
    ['OP-1', 'fail', 'enp5s0', 'absent', ''],
  ]);
  const parts = { sn: 'A1', attempts: [attempt, passed], reports: [], altered: 0 };
  expect(unitReport(parts, HEAD).attempts.map(({ operationId }) => operationId)).toEqual(['OP-0', 'OP-1']);
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([heads?.length]));
});
