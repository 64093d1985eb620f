import { expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { applyEvent, startSession } from '../scan/fold';
import type { ScanSession } from '../scan/state';
import { expects, port, reportOf, scanStarted } from '../testing/reports';
import { attemptsOf } from './attempt-record';
import { figuresOf, paretosOf } from './figures';
import { tallyOf, type TallyFaults } from './tally';

const MACS = ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69'] as const;

function onRack(): ScanSession {
  const rack = {
    name: 'Rack 7',
    rows: [['A1', 'A2', 'A3']],
    units: ['BAD', 'GOOD', 'SILENT'].map((sn, at) => ({ slot: `A${at + 1}`, sn: serialNumber(sn) })),
  };
  const { session } = startSession({ ...scanStarted(['BAD', 'GOOD', 'SILENT']), rack }, 1_000);
  for (const [sn, found] of [
    ['BAD', MACS[0]],
    ['GOOD', MACS[1]],
  ] as const) {
    const report = reportOf(sn, [port('eth0', found, { pciAddress: '0000:04:00.0' })], { bootId: sn });
    applyEvent(session, { kind: 'reportReceived', reportId: sn }, 1_010, report);
    const answer = expects(['eth0', MACS[1]]);
    applyEvent(session, { kind: 'mesAnswered', sn: serialNumber(sn), attempt: 1, answer }, 1_020, null);
  }
  applyEvent(session, { kind: 'scanClosed', reason: 'idle' }, 1_030, null);
  return session;
}

it('knows the slot of what did not pass, where it was found before where it was expected, and the PCI slot of the port at fault', () => {
  const session = onRack();
  const attempts = () => attemptsOf(session, session.devices.keys());
  expect(attempts().map(({ sn, slot }) => [sn, slot])).toEqual([
    ['BAD', 'Rack 7 A1'],
    ['GOOD', undefined],
    ['SILENT', 'Rack 7 A3'],
  ]);
  expect(attempts()[0]?.faults).toMatchObject([{ interface: 'eth0', pci: '0000:04:00.0' }]);
  const bad = session.devices.get(attempts()[0]?.sn as never);
  if (bad !== undefined) bad.foundIn = 'A2';
  const [tally] = tallyOf(attempts(), []).filter(({ product }) => product !== null);
  expect(tally?.faults).toMatchObject({ slot: { 'Rack 7 A2': 1 }, pci: { '0000:04:00.0': 1 } });
});

it('calls a slot not known in what an earlier version counted, and adds up', () => {
  const before: TallyFaults = {
    reason: { mismatch: 2, noAnswer: 1 },
    interface: { eth0: 2 },
    model: { X710: 2 },
    agent: { '1': 9 },
    agentFailed: { '1': 2 },
  };
  const total = { ...figuresOf([]), results: 10, judged: 9, passed: 7 };
  const { slot, pci } = paretosOf([{ faults: before, times: 1 }], total);
  expect(slot).toEqual([{ key: '', count: 3, of: 3 }]);
  expect(pci).toEqual([{ key: '', count: 2, of: 2 }]);
});
