import { describe, expect, it } from 'vitest';
import { POLICY, port, reportOf } from '../testing/reports';
import { oraclePort } from '../testing/oracle-port';
import { judgeOperation } from '../testing/verdict-oracle';
import type { NeighbourFacts } from './judge-interface';
import { compareDevice } from '../testing/in-words';

const NOBODY: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null, seenIn: null };
const OWN = 'e0:18:7d:2e:ca:68';
const GUID = 'e4:1d:2d:03:00:1d:6a:f1';
const IPOIB = ['80:00:02:08', '00:e0:4c:68'].map((head) => `${head}:fe:80:00:00:00:00:00:00:${GUID}`);
const ADDRESSES = [
  '00:e0:4c:68:00:11',
  '00:e0:4d:68:00:11',
  'e4:1d:2d:03:00:1d',
  '00:00:00:00:00:00',
  'ff:ff:ff:ff:ff:ff',
  'no address',
  GUID,
  ...IPOIB,
];

/** Every beginning of every address, other spellings of some, and what is no entry. */
const BEGINNINGS = ADDRESSES.flatMap((address) => {
  const octets = address.split(':');
  return octets.map((_, at) => octets.slice(0, at + 1).join(':'));
});
const ENTRIES = [
  ...new Set(BEGINNINGS),
  '00E04C',
  '00-e0-4c-*',
  'E41D2D',
  GUID.replaceAll(':', '').toUpperCase(),
  '',
  '*',
  '00:e0:4',
  'usb',
  '00:e0:4c (Realtek)',
  'name:eth1',
  'name:ETH1',
  'name:*th1',
  'name:eth2',
  'name:*1',
];

describe('every entry of the list of service adapters against every address', () => {
  it('comes out as docs/verdicts.md says', () => {
    const differences: string[] = [];
    const outcomes = { ignored: 0, judged: 0 };
    for (const mac of ADDRESSES) {
      for (const entry of ENTRIES) {
        for (const listed of [[], [mac]]) {
          const policy = { ...POLICY, serviceNics: [entry] };
          const entries = [OWN, ...listed].map((address, at) => ({ name: `eth${at}`, mac: address }));
          const rows = [OWN, mac].map((address, at) => port(`eth${at}`, address));
          const ports = rows.map(({ name, mac: address }) => oraclePort(name, address));
          const told = judgeOperation([{ sn: 'SN1', ports, entries }], {
            interfaceNames: 'strict',
            serviceNics: [entry],
            vendorDefaultMacs: [...POLICY.vendorDefaultMacs],
            unseenPorts: [],
          })['SN1'];
          const found = compareDevice(entries, reportOf('SN1', rows), () => NOBODY, policy);
          if (found.kind !== 'judged') throw new Error(found.reason);
          const row = [...found.ignored, ...found.interfaces].find(({ name }) => name === 'eth1');
          outcomes[row?.verdict === 'ignored' ? 'ignored' : 'judged'] += 1;
          if (row?.verdict !== told?.ports['eth1'] || (told?.outcome === 'pass') !== found.pass)
            differences.push(`${mac} with ${JSON.stringify(entry)}${listed.length === 0 ? '' : ', listed'}: ${row?.verdict}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(outcomes).toEqual({ ignored: 69, judged: 1_371 });
  });
});
