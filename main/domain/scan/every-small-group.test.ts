import { describe, expect, it } from 'vitest';
import { deviceIdOf, serialNumber } from '../../../protocol/ids';
import { pairSheet } from '../delivery/pair-sheet';
import { expects, POLICY, port, reportOf, scanStarted } from '../testing/reports';
import { oraclePort } from '../testing/oracle-port';
import { judgeOperation, type OracleEntry, type OracleResult } from '../testing/verdict-oracle';
import { applyEvent, startSession } from './fold';
import { isContested, type ScanSession } from './state';
import { deviceDetails } from './views';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';

/** What a device has, or what MES says that it has: one port with either address, or two ports with both. */
const HOLDINGS: readonly OracleEntry[][] = [
  [{ name: 'eth0', mac: A }],
  [{ name: 'eth0', mac: B }],
  [
    { name: 'eth0', mac: A },
    { name: 'eth1', mac: B },
  ],
];

/** How much was tried, by the number of devices. */
const COUNTS: Readonly<Record<number, unknown>> = {
  2: { groups: 81, folds: 486, passes: 24, contested: 20, paired: 24 },
  3: { groups: 729, folds: 65_610, passes: 162, contested: 156, paired: 540 },
};

interface Unit {
  readonly sn: string;
  readonly has: readonly OracleEntry[];
  readonly should: readonly OracleEntry[];
}

function* everyGroup(size: number): Generator<Unit[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const rest of everyGroup(size - 1))
    for (const has of HOLDINGS) for (const should of HOLDINGS) yield [...rest, { sn: `SN${size}`, has, should }];
}

/** Every order of the reports and answers of so many devices in which each device answers before MES does. */
function* everyOrder(left: readonly number[]): Generator<number[]> {
  if (left.every((steps) => steps === 0)) yield [];
  for (const [device, steps] of left.entries()) {
    if (steps === 0) continue;
    for (const rest of everyOrder(left.map((other, at) => (at === device ? other - 1 : other)))) yield [device, ...rest];
  }
}

function fold(units: readonly Unit[], order: readonly number[]): ScanSession {
  const { session } = startSession(scanStarted(units.map(({ sn }) => sn)), 1);
  const done = units.map(() => 0);
  for (const [at, index] of order.entries()) {
    const { sn, has, should } = units[index] as Unit;
    const first = done[index] === 0;
    done[index] = 1;
    if (first) {
      const rows = has.map(({ name, mac }) => port(name, mac));
      applyEvent(
        session,
        { kind: 'reportReceived', reportId: `r${at}` },
        at + 2,
        reportOf(sn, rows, { bootId: `boot of ${sn}` }),
      );
    } else {
      const answer = expects(...should.map(({ name, mac }) => [name, mac] as const));
      applyEvent(session, { kind: 'mesAnswered', sn: serialNumber(sn), attempt: 1, answer }, at + 2, null);
    }
  }
  return session;
}

function inOracleWords(session: ScanSession, { sn, has }: Unit): OracleResult {
  const device = session.devices.get(deviceIdOf(serialNumber(sn)));
  if (device?.comparison?.kind !== 'judged') throw new Error(`${sn} was not judged`);
  const rows = device.comparison.interfaces;
  return {
    outcome: device.status as OracleResult['outcome'],
    contested: isContested(device),
    ports: Object.fromEntries(rows.slice(0, has.length).map(({ name, verdict }) => [name, verdict])) as OracleResult['ports'],
    missing: rows.slice(has.length).map(({ name }) => name),
  };
}

/** All that a person sees, without the order in which rows stand and without times. */
function picture({ counts, devices }: ScanSession): string {
  const details = Array.from(devices.values(), (device) => ({
    ...deviceDetails(device),
    row: { ...deviceDetails(device).row, at: 0 },
  }));
  return JSON.stringify({ counts, details }, (key, value: unknown) => (key === 'at' ? 0 : value));
}

/** Far more than it takes; on a busy machine it is slow, and still no loop without an end. */
const MAX_MS = 600_000;

describe('every group of devices that share two addresses, in every order of reports and answers', () => {
  it.each([2, 3])(
    '%d devices come out as docs/verdicts.md says, the same in every order',
    (size) => {
      const orders = [...everyOrder(Array.from({ length: size }, () => 2))];
      const wrong: string[] = [];
      const seen = { groups: 0, folds: 0, passes: 0, contested: 0, paired: 0 };
      const plant = {
        interfaceNames: 'strict' as const,
        serviceNics: [],
        vendorDefaultMacs: [...POLICY.vendorDefaultMacs],
        unseenPorts: [],
      };
      for (const units of everyGroup(size)) {
        seen.groups += 1;
        const told = judgeOperation(
          units.map(({ sn, has, should }) => ({
            sn,
            ports: has.map(({ name, mac }) => oraclePort(name, mac)),
            entries: [...should],
          })),
          plant,
        );
        const pictures = new Set<string>();
        for (const order of orders) {
          seen.folds += 1;
          const session = fold(units, order);
          for (const unit of units) {
            const found = JSON.stringify(inOracleWords(session, unit));
            if (found !== JSON.stringify(told[unit.sn]))
              wrong.push(`${JSON.stringify(units)} in order ${order.join()}: ${found}`);
          }
          pictures.add(picture(session));
          const sheet = pairSheet(session, (serials) => serials.join());
          for (const sn of sheet.serials)
            if (told[sn]?.outcome !== 'pass' || told[sn].contested) wrong.push(`${JSON.stringify(units)}: ${sn} may be paired`);
          seen.paired += sheet.serials.length;
        }
        if (pictures.size > 1) wrong.push(`${JSON.stringify(units)}: ${[...pictures].join(' or ')}`);
        for (const { outcome, contested } of Object.values(told)) {
          if (outcome === 'pass') seen.passes += 1;
          if (contested) seen.contested += 1;
        }
      }
      expect(wrong).toEqual([]);
      expect(seen).toEqual(COUNTS[size]);
    },
    MAX_MS,
  );
});
