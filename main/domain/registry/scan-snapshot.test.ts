import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { readSnapshot } from './reading/read-snapshot';
import { readBurnInResults, readInventory } from '../../../protocol/wire/inventory';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { CardStay } from '../compare/card-stay';
import { cardHistory, lastStayElsewhere } from '../compare/card-stay';
import { scanSnapshot } from './scan-snapshot';
import { applyEvent, startSession } from '../scan/fold';
import type { ScanSession } from '../scan/state';
import { port, reportOf as report, scanStarted } from '../testing/reports';

const ID = '00000000-0000-4000-8000-000000000001';
const AT = Date.parse('2026-01-31T14:02:00Z');
const MAC = 'e0:18:7d:2e:ca:68';

function sessionWith(...reports: readonly HardwareReport[]): ScanSession {
  const { session } = startSession(scanStarted(null), 0);
  for (const [index, one] of reports.entries())
    applyEvent(session, { kind: 'reportReceived', reportId: `r${index}` }, index, one);
  return session;
}

function snapshotOf(given: HardwareReport, session = sessionWith(given), id = ID) {
  return scanSnapshot({ id, at: AT, report: given }, session);
}

describe('the Snapshot of a report', () => {
  it('is one that the registry reads, with the cards by their MAC address', () => {
    const snapshot = snapshotOf(
      report('Q1', [port('enp4s0', 'E0-18-7D-2E-CA-68'), port('enp5s0', MAC), port('enp6s0', 'e0:18:7d:2e:ca:6a')]),
    );
    expect(snapshot).toMatchObject({
      uuid: ID,
      endTime: '2026-01-31T14:02:00.000Z',
      device: { type: 'Computer', serialNumber: 'Q1' },
      components: [{ serialNumber: MAC }, { serialNumber: 'e0:18:7d:2e:ca:6a' }],
      completeFor: ['NetworkAdapter'],
    });
    expect(readSnapshot(snapshot)).toMatchObject({
      software: 'BurnInConsole',
      notUnderstood: [],
      completeFor: ['NetworkAdapter'],
    });
  });

  it('leaves out cards whose address says nothing of the card', () => {
    const rows = [
      port('a', '00:00:00:00:00:00'),
      port('b', '00:11:22:33:44:55'),
      port('c', '02:42:ac:11:00:02'),
      port('d', 'e0:18:7d:2e:ca:01', { addrAssignType: 1 }),
      port('e', 'nonsense'),
      port('f', 'e0:18:7d:2e:ca:02', { kind: 'virtualFunction' }),
      port('g', 'e0:18:7d:2e:ca:03', { kind: 'wireless' }),
    ];
    expect(snapshotOf(report('Q1', rows))?.['components']).toEqual([
      { type: 'NetworkAdapter', serialNumber: 'e0:18:7d:2e:ca:03', wireless: true, events: [] },
    ]);
  });

  it('names an InfiniBand port by its GUID, which stays when the driver is loaded again', () => {
    const guid = '00:02:c9:03:00:1a:2b:3c';
    for (const queuePair of ['00:00:48', '00:01:0a']) {
      const rows = [port('ib0', `80:${queuePair}:fe:80:00:00:00:00:00:00:${guid}`)];
      expect(snapshotOf(report('Q1', rows))?.['components']).toMatchObject([{ type: 'NetworkAdapter', serialNumber: guid }]);
    }
  });

  it('has board, processor, memory and disks where the agent knows them, and is complete for those', () => {
    const inventory = readInventory({
      manufacturer: 'Example',
      model: 'ES-1',
      form: 'server',
      board: { model: 'EB-1', newer: true },
      processors: [{ model: 'EP-1', cores: 4, speedGhz: 2.1 }],
      memory: [{ sizeMb: 8192, interface: 'DDR9' }],
      disks: [{ kind: 'hardDrive', manufacturer: 'Example', model: 'ED-1', serialNumber: 'd-1', sizeMb: 1000 }],
      chassisColour: 'red',
    });
    const burnIn = readBurnInResults([
      { type: 'StressTest', elapsed: 3600 },
      { type: 'BenchmarkDataStorage', serialNumber: 'd-1', readSpeed: 100, writeSpeed: 80 },
      { type: 'Sell' },
      { type: 'Benchmark' },
      { kind: 'no type' },
      7,
    ]);
    const snapshot = snapshotOf({ ...report('Q1', []), inventory, burnIn });
    expect(snapshot).toMatchObject({
      device: { type: 'Server', manufacturer: 'Example', model: 'ES-1', events: [{ type: 'StressTest', elapsed: 3600 }] },
      components: [
        { type: 'Motherboard', model: 'EB-1', events: [] },
        { type: 'Processor', model: 'EP-1', cores: 4, speed: 2.1 },
        { type: 'HardDrive', serialNumber: 'd-1', size: 1000, events: [{ type: 'BenchmarkDataStorage', readSpeed: 100 }] },
      ],
      // The memory could not be read, so nothing is said of it.
      completeFor: ['NetworkAdapter', 'Motherboard', 'Processor', 'DataStorage'],
    });
    expect(readSnapshot(snapshot).notUnderstood).toEqual([]);
  });

  it('is none for a unit without serial number, two that claim one, and an answer that was set aside', () => {
    const first = { ...report('Q1', [port('a', MAC)]), bootId: 'one' };
    const rival = { ...report('Q1', [port('a', 'e0:18:7d:2e:ca:70')]), bootId: 'two' };
    expect(snapshotOf(report('Default string', [port('a', MAC)]))).toBeNull();
    expect(snapshotOf(first, sessionWith(first, rival))).toBeNull();
    const twice = sessionWith(first, first);
    expect([snapshotOf(first, twice, 'r0'), snapshotOf(first, twice, 'r1')]).toEqual([
      expect.objectContaining({ uuid: 'r0' }),
      null,
    ]);
  });
});

describe('where a card was', () => {
  const device = (id: number, serialNumber: string | null) => ({
    id,
    type: 'Computer' as const,
    manufacturer: null,
    model: null,
    serialNumber,
  });
  const stay = (sn: string | null, since: string, until: string | null) => ({
    parent: device(7, sn),
    since,
    until,
    untilOperation: null,
  });
  const whereabouts = (...stays: readonly ReturnType<typeof stay>[]) => [
    { component: device(9, MAC), now: null, stays: [...stays] },
  ];
  const asIs = (instant: string): string => instant;

  it('is the last stay outside of the device that has it', () => {
    const known = whereabouts(stay('Q2', '3', null), stay('Q1', '2', '3'), stay('Q3', '1', '2'));
    expect(lastStayElsewhere(MAC, 'Q2', known, asIs)).toEqual({ mac: MAC, sn: 'Q1', ended: true, at: '3' });
    expect(lastStayElsewhere(MAC, 'Q4', known, asIs)).toEqual({ mac: MAC, sn: 'Q2', ended: false, at: '3' });
    expect(lastStayElsewhere(MAC, 'Q1', whereabouts(stay(null, '1', null)), asIs)).toMatchObject({ sn: 'device 7' });
    expect(lastStayElsewhere(MAC, 'Q1', whereabouts(stay('Q1', '1', null)), asIs)).toBeNull();
    expect(lastStayElsewhere(MAC, 'Q1', [], asIs)).toBeNull();
  });

  it('stands in the reason of a strange card only', () => {
    const history = (...args: Parameters<typeof cardHistory>) => english(cardHistory(...args));
    const left: CardStay = { mac: MAC, sn: 'Q1', ended: true, at: '14:02' };
    expect(history('foreign', MAC, [left])).toBe('This card was in Q1 until 14:02.');
    expect(history('unexpected', MAC, [{ ...left, ended: false }])).toBe('This card was last seen in Q1, where it came 14:02.');
    expect(history('match', MAC, [left])).toBe('');
    expect(history('mismatch', 'e0:18:7d:2e:ca:99', [left])).toBe('');
    expect(history('malformed', null, [left])).toBe('');
  });
});
