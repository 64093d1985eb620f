import { describe, expect, it } from 'vitest';
import type { ExpectedInterface } from '../../../protocol/expected-interface';
import { POLICY, port, reportOf } from '../testing/reports';
import { oraclePort } from '../testing/oracle-port';
import { judgeOperation, type OraclePort, type OracleResult } from '../testing/verdict-oracle';
import { compareDevice, type Comparison } from './compare-device';
import type { NeighbourFacts } from './judge-interface';

const MACS = ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69', 'e0:18:7d:2e:ca:6a'];
const [A = '', B = ''] = MACS;
const NOBODY: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null, seenIn: null };

/** How two ports of one device may stand to each other. */
const SHARING = ['nothing', 'one switch', 'port and conduit'] as const;

const PORTS = ['eth0', 'eth1', 'eth0np0'].flatMap((name) =>
  MACS.flatMap((mac) => [[], ['enp4s0']].map((altNames) => oraclePort(name, mac, altNames))),
);

/** Every device of up to two ports. */
function* everyDevice(): Generator<OraclePort[]> {
  yield [];
  for (const one of PORTS) {
    yield [one];
    for (const other of PORTS) {
      if (other.name === one.name) continue;
      for (const sharing of SHARING) {
        if (sharing === 'nothing') yield [one, other];
        else if (one.mac !== other.mac) continue;
        else if (sharing === 'one switch') yield [one, other].map((row) => ({ ...row, physSwitchId: 'chip' }));
        else yield [one, { ...other, conduit: one.name }];
      }
    }
  }
}

/** Every record of MES of up to two entries. */
const ENTRIES: readonly ExpectedInterface[] = ['eth0', 'eth1', 'enp4s0', 'ETH0', ''].flatMap((name) =>
  [A, B, 'no address'].map((mac) => ({ name, mac })),
);
const RECORDS: readonly (readonly ExpectedInterface[])[] = [
  [],
  ...ENTRIES.map((entry) => [entry]),
  ...ENTRIES.flatMap((one) => ENTRIES.map((other) => [one, other])),
];

function inOracleWords(comparison: Comparison, rows: readonly OraclePort[]): OracleResult {
  if (comparison.kind === 'mesFault') return { outcome: 'couldNotCheck', contested: false, ports: {}, missing: [] };
  const ports: OracleResult['ports'] = {};
  for (const { name, verdict } of comparison.interfaces.slice(0, rows.length))
    ports[name] = verdict as OracleResult['ports'][string];
  const missing = comparison.interfaces.slice(rows.length);
  expect(missing.every(({ verdict }) => verdict === 'absent')).toBe(true);
  return {
    outcome: comparison.pass ? 'pass' : 'fail',
    contested: comparison.contested,
    ports,
    missing: missing.map(({ name }) => name),
  };
}

/** Far more than it takes; on a busy machine it is slow, and still no loop without an end. */
const MAX_MS = 600_000;

describe('every device of up to two ports against every record of MES of up to two entries', () => {
  it.each(['strict', 'byMac'] as const)(
    'comes out as docs/verdicts.md says, interface names %s',
    (interfaceNames) => {
      const policy = { ...POLICY, interfaceNames };
      const plant = {
        interfaceNames,
        serviceNics: [],
        vendorDefaultMacs: [...policy.vendorDefaultMacs],
        unseenPorts: [],
      };
      const outcomes = { pass: 0, fail: 0, couldNotCheck: 0 };
      const differences: string[] = [];
      for (const rows of everyDevice()) {
        const report = reportOf(
          'SN1',
          rows.map(({ name, mac, altNames, physSwitchId, conduit }) => port(name, mac, { altNames, physSwitchId, conduit })),
        );
        for (const entries of RECORDS) {
          const told = judgeOperation([{ sn: 'SN1', ports: rows, entries: [...entries] }], plant)['SN1'];
          const found = inOracleWords(
            compareDevice(entries, report, () => NOBODY, policy),
            rows,
          );
          outcomes[found.outcome] += 1;
          if (JSON.stringify(told) !== JSON.stringify(found))
            differences.push(JSON.stringify({ ports: rows, entries, told, found }));
        }
      }
      expect(differences.slice(0, 5), `${differences.length} differences`).toEqual([]);
      expect(outcomes).toEqual(
        interfaceNames === 'strict'
          ? { pass: 938, fail: 51_106, couldNotCheck: 39_295 }
          : { pass: 4_092, fail: 47_952, couldNotCheck: 39_295 },
      );
    },
    MAX_MS,
  );
});
