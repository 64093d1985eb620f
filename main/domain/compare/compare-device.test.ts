import { describe, expect, it } from 'vitest';
import type { InWords } from '../../../messages/testing/in-words';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from '../scan/events';
import { expects, POLICY, port, reportOf } from '../testing/reports';
import { type Comparison } from './compare-device';
import type { NeighbourFacts, NeighbourView } from './judge-interface';
import { compareDevice } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6a';
const OTHER = 'e0:18:7d:2e:cb:44';
const NOBODY: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null, seenIn: null };
const alone: NeighbourView = () => NOBODY;
const MES = expects(['enp4s0', A], ['enp5s0', B]);

function judged(
  interfaces: HardwareReport['interfaces'],
  {
    mes = MES,
    neighbours = alone,
    policy = POLICY,
    portsWithoutDriver = [],
  }: {
    mes?: typeof MES;
    neighbours?: NeighbourView;
    policy?: ScanPolicy;
    portsWithoutDriver?: HardwareReport['portsWithoutDriver'];
  } = {},
): InWords<Extract<Comparison, { kind: 'judged' }>> {
  const result = compareDevice(mes.interfaces, reportOf('SN1', interfaces, { portsWithoutDriver }), neighbours, policy);
  if (result.kind !== 'judged') throw new Error(result.reason);
  return result;
}

function verdicts(...args: Parameters<typeof judged>): string {
  const result = judged(...args);
  return result.interfaces.map(({ name, verdict, contested }) => `${name} ${verdict}${contested ? ' contested' : ''}`).join(', ');
}

describe('an entry of MES that says nothing', () => {
  it.each([
    ['', 'MES lists an interface with neither a name nor an address.'],
    ['none', 'MES lists an interface without a name, and its address "none" is no MAC address.'],
  ])('with the address %j', (mac, reason) => {
    expect(compareDevice([{ name: '', mac }], reportOf('SN1', []), alone, POLICY)).toMatchObject({ kind: 'mesFault', reason });
  });
});

describe('verdict per interface', () => {
  it('match: same name, same MAC after normalisation', () => {
    const result = judged([port('enp4s0', A.toUpperCase()), port('enp5s0', B.replaceAll(':', '-'))]);
    expect(result.pass).toBe(true);
    expect(result.reason).toBe('');
    expect(result.interfaces.map(({ foundMac }) => foundMac)).toEqual([A, B]);
  });

  it('mismatch: interface found, other MAC', () => {
    const result = judged([port('enp4s0', C), port('enp5s0', B)]);
    expect(result.interfaces[0]).toMatchObject({ verdict: 'mismatch', reason: `enp4s0 has ${C}, MES expects ${A}.` });
    expect(result.pass).toBe(false);
  });

  it('swapped: the MAC is expected on another interface of this device', () => {
    const result = judged([port('enp4s0', B), port('enp5s0', A)]);
    expect(result.interfaces.map(({ verdict }) => verdict)).toEqual(['swapped', 'swapped']);
    expect(result.reason).toBe('Right MAC, wrong port: expected on enp5s0, found on enp4s0. (and 1 more)');
  });

  it('policy byMac: a right MAC on another port matches with a remark', () => {
    const result = judged([port('enp9s0', A), port('enp5s0', B)], { policy: { ...POLICY, interfaceNames: 'byMac' } });
    expect(result.pass).toBe(true);
    expect(result.interfaces[0]).toMatchObject({
      name: 'enp9s0',
      verdict: 'match',
      reason: 'Right MAC; MES calls this port enp4s0',
    });
    expect(result.interfaces).toHaveLength(2);
  });

  it('an alternative name is as good as the name', () => {
    expect(verdicts([port('eth0', A, { altNames: ['enp4s0'] }), port('enp5s0', B)])).toBe('eth0 match, enp5s0 match');
  });

  it('absent: MES expects it, the device does not report it', () => {
    const result = judged([port('enp4s0', A)]);
    expect(result.interfaces[1]).toMatchObject({
      name: 'enp5s0',
      verdict: 'absent',
      expectedMac: B,
      foundMac: null,
      reason: `enp5s0 (${B}) not found.`,
      nextAction: 'Reseat the card, then rescan.',
    });
  });

  it('absent says where its MAC turned up', () => {
    const elsewhere: NeighbourView = (mac) =>
      mac === B ? { ...NOBODY, reportedBy: { sn: 'SN9', interface: 'enp5s0' } } : NOBODY;
    expect(judged([port('enp4s0', A)], { neighbours: elsewhere }).reason).toBe(
      `enp5s0 (${B}) not found. Its MAC is in SN9 (enp5s0).`,
    );
    expect(judged([port('enp4s0', A), port('enp9s0', B)]).interfaces[2]?.reason).toBe(
      `enp5s0 (${B}) not found. Its MAC is on enp9s0.`,
    );
  });

  it('portWithoutDriver: the PCI function at the place of an absent interface', () => {
    const result = judged([port('enp4s0', A)], {
      portsWithoutDriver: [
        { pciAddress: '0000:09:00.0', description: null },
        { pciAddress: '0000:05:00.0', description: 'I210' },
      ],
    });
    expect(result.interfaces[1]).toMatchObject({ verdict: 'portWithoutDriver', pciAddress: '0000:05:00.0', description: 'I210' });
    expect(result.interfaces[1]?.reason).toBe(`enp5s0 (${B}) not found: 0000:05:00.0 is there but has no driver or firmware.`);
  });

  it('portWithoutDriver: each port explains one absent interface only', () => {
    expect(verdicts([], { portsWithoutDriver: [{ pciAddress: '0000:05:00.0', description: null }] })).toBe(
      'enp4s0 portWithoutDriver, enp5s0 absent',
    );
  });

  it('unexpected: a physical port that MES does not list', () => {
    expect(verdicts([port('enp4s0', A), port('enp5s0', B), port('enp6s0', C)])).toBe(
      'enp4s0 match, enp5s0 match, enp6s0 unexpected',
    );
  });

  it('duplicate: twice in one device', () => {
    expect(verdicts([port('enp4s0', A), port('enp5s0', A)])).toBe('enp4s0 duplicate, enp5s0 duplicate');
  });

  it('no duplicate between the ports of one switch', () => {
    const mes = expects(['swp1', A], ['swp2', A]);
    expect(verdicts([port('swp1', A, { physSwitchId: '11' }), port('swp2', A, { physSwitchId: '11' })], { mes })).toBe(
      'swp1 match, swp2 match',
    );
    const twoChips = reportOf('SN1', [port('swp1', A, { physSwitchId: '11' }), port('swp2', A, { physSwitchId: '22' })]);
    expect(compareDevice(mes.interfaces, twoChips, alone, POLICY)).toMatchObject({
      kind: 'mesFault',
      reason: `MES lists ${A} twice (swp1 and swp2), and this device has no ports that may share it.`,
    });
  });

  it('no duplicate between switch ports and the port behind their switch, which has its own line in MES', () => {
    const mes = expects(['eth0', A], ['swp1', A], ['swp2', A]);
    const behind = { physSwitchId: '11', conduit: 'eth0' };
    expect(verdicts([port('eth0', A), port('swp1', A, behind), port('swp2', A, behind)], { mes })).toBe(
      'eth0 match, swp1 match, swp2 match',
    );
    expect(
      verdicts([port('eth0', A), port('swp1', A, behind), port('eth1', A)], { mes: expects(['eth0', A], ['swp1', A]) }),
    ).toBe('eth0 duplicate, swp1 duplicate, eth1 duplicate');
  });

  it('duplicate: on another device, and MES gives it to both or to neither', () => {
    const rival = { sn: 'SN2', interface: 'enp5s0' };
    const both: NeighbourView = (mac) =>
      mac === A ? { reportedBy: rival, expectedBy: rival, ownedBy: rival, seenIn: rival } : NOBODY;
    const neither: NeighbourView = (mac) => (mac === C ? { ...NOBODY, reportedBy: rival } : NOBODY);
    expect(judged([port('enp4s0', A), port('enp5s0', B)], { neighbours: both }).reason).toBe(`Same MAC (${A}) as SN2 enp5s0.`);
    expect(verdicts([port('enp4s0', C), port('enp5s0', B)], { neighbours: neither })).toBe('enp4s0 duplicate, enp5s0 match');
  });

  it('foreign: MES gives this MAC to another serial', () => {
    const owner: NeighbourView = (mac) =>
      mac === OTHER ? { ...NOBODY, expectedBy: { sn: 'Q186I15815', interface: 'enp8s0' } } : NOBODY;
    const result = judged([port('enp4s0', OTHER), port('enp5s0', B)], { neighbours: owner });
    expect(result.interfaces[0]).toMatchObject({
      verdict: 'foreign',
      reason: `enp4s0 has ${OTHER}, which belongs to Q186I15815 (enp8s0).`,
    });
  });

  it('a match that another device reports too is contested, and still passes', () => {
    const rival: NeighbourView = (mac) => (mac === A ? { ...NOBODY, reportedBy: { sn: 'SN2', interface: 'enp5s0' } } : NOBODY);
    const result = judged([port('enp4s0', A), port('enp5s0', B)], { neighbours: rival });
    expect(result).toMatchObject({ pass: true, contested: true, reason: 'SN2 (enp5s0) reports this MAC too.' });
  });

  it('overridden: only the current address matches', () => {
    const result = judged([port('enp4s0', A, { permanentMac: C }), port('enp5s0', B)]);
    expect(result.interfaces[0]).toMatchObject({ verdict: 'overridden', foundMac: C, currentMac: A });
    expect(result.pass).toBe(false);
  });

  it('the permanent address decides, whatever the current one is (bond members)', () => {
    expect(verdicts([port('enp4s0', A, { permanentMac: A }), port('enp5s0', A, { permanentMac: B })])).toBe(
      'enp4s0 match, enp5s0 match',
    );
  });

  it('a permanent address of zeros is none', () => {
    expect(verdicts([port('enp4s0', A, { permanentMac: '00:00:00:00:00:00' }), port('enp5s0', B)])).toBe(
      'enp4s0 match, enp5s0 match',
    );
  });

  it.each(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '01:00:5e:11:22:33', 'e0:18:7d:00:00:00', '00:04:0b:80:80:80'])(
    'unprogrammed: %s, even where MES expects it',
    (mac) => {
      expect(verdicts([port('enp4s0', mac), port('enp5s0', B)])).toBe('enp4s0 unprogrammed, enp5s0 match');
      expect(verdicts([port('enp4s0', mac), port('enp5s0', B)], { mes: expects(['enp4s0', mac], ['enp5s0', B]) })).toBe(
        'enp4s0 unprogrammed, enp5s0 match',
      );
    },
  );

  it('softwareMac: locally administered or random, unless MES expects exactly it', () => {
    const soft = '02:fc:00:00:00:05';
    expect(verdicts([port('enp4s0', soft), port('enp5s0', B)])).toBe('enp4s0 softwareMac, enp5s0 match');
    expect(verdicts([port('enp4s0', C, { addrAssignType: 1 }), port('enp5s0', B)])).toBe('enp4s0 softwareMac, enp5s0 match');
    expect(verdicts([port('enp4s0', soft), port('enp5s0', B)], { mes: expects(['enp4s0', soft], ['enp5s0', B]) })).toBe(
      'enp4s0 match, enp5s0 match',
    );
  });

  it('malformed: raw text kept, look-alikes named, never corrected', () => {
    const raw = 'E0:18:7D:2E:CA:6O';
    const result = judged([port('enp4s0', raw), port('enp5s0', B)]);
    expect(result.interfaces[0]).toMatchObject({ verdict: 'malformed', foundMac: raw });
    expect(result.interfaces[0]?.reason).toContain('the letter O where 0 may be meant');
  });

  it('malformed: no address, and a key in its report that seems to hold one', () => {
    expect(judged([port('enp4s0', '', { macUnder: 'mac_address' }), port('enp5s0', B)]).interfaces[0]).toMatchObject({
      verdict: 'malformed',
      reason: 'enp4s0 reports no address: it has `mac_address` where `macaddr` is expected.',
      nextAction: expect.stringContaining('agent') as string,
    });
  });

  it('malformed: what may be the permanent address stands under a key that is not read, though the current one matches', () => {
    expect(judged([port('enp4s0', A, { permanentUnder: 'permAddr' }), port('enp5s0', B)]).interfaces[0]).toMatchObject({
      verdict: 'malformed',
      reason:
        'enp4s0 has another address under `permAddr`, which is not read: the permanent one is expected as `permaddr` in `interfaces`.',
      nextAction: expect.stringContaining('agent') as string,
    });
  });

  it('malformed: what MES expects cannot be read', () => {
    const result = judged([port('enp4s0', A), port('enp5s0', B)], {
      mes: expects(['enp4s0', 'E0:18:7D:2E:CA:6O'], ['enp5s0', B]),
    });
    expect(result.interfaces[0]?.reason).toContain('MES expects "E0:18:7D:2E:CA:6O"');
    expect(result.pass).toBe(false);
  });

  it.each([
    ['', 'enp6s0 (no address in MES) not found.'],
    [' ', 'enp6s0 (no address in MES) not found.'],
    ['zz', 'enp6s0 (zz) not found.'],
  ])('absent: what MES expects is %j', (mac, reason) => {
    const result = judged([port('enp4s0', A)], { mes: expects(['enp4s0', A], ['enp6s0', mac]) });
    expect(result.interfaces[1]).toMatchObject({ verdict: 'absent', reason });
  });

  it.each(['bridge', 'bond', 'vlan', 'veth', 'tap', 'macvlan', 'virtual', 'loopback', 'virtualFunction', 'wireless'] as const)(
    'ignored: %s',
    (kind) => {
      const result = judged([port('enp4s0', A), port('enp5s0', B), port('x0', C, { kind })]);
      expect(result.pass).toBe(true);
      expect(result.ignored).toMatchObject([{ name: 'x0', verdict: 'ignored' }]);
    },
  );

  it('ignored: a service adapter on the plant list; without the list it is unexpected', () => {
    const dongle = port('enx00e04c680011', '00:e0:4c:68:00:11', { bus: 'usb' });
    expect(
      judged([port('enp4s0', A), port('enp5s0', B), dongle], { policy: { ...POLICY, serviceNics: ['00:e0:4c'] } }).pass,
    ).toBe(true);
    expect(verdicts([port('enp4s0', A), port('enp5s0', B), dongle])).toContain('enx00e04c680011 unexpected');
  });

  it('wireless is judged where MES lists it', () => {
    const mes = expects(['enp4s0', A], ['wlp2s0', C]);
    expect(verdicts([port('enp4s0', A), port('wlp2s0', C, { kind: 'wireless' })], { mes })).toBe('enp4s0 match, wlp2s0 match');
  });

  it('an expected MAC without interface name is found wherever it is', () => {
    const mes = expects(['', A], ['', B]);
    expect(verdicts([port('enp4s0', B), port('enp5s0', A)], { mes })).toBe('enp4s0 match, enp5s0 match');
    expect(judged([port('enp4s0', B)], { mes }).interfaces[1]).toMatchObject({ verdict: 'absent', expectedMac: A });
  });
});

describe('verdict per device', () => {
  it('rows stand in the order reported, then the expected ones that nobody reported', () => {
    const mes = expects(['enp4s0', A], ['enp5s0', B], ['enp6s0', C]);
    expect(verdicts([port('enp6s0', C), port('enp4s0', A)], { mes })).toBe('enp6s0 match, enp4s0 match, enp5s0 absent');
  });

  it('a device that reports nothing never passes', () => {
    expect(judged([]).pass).toBe(false);
  });

  it('MES lists one interface twice: neither pass nor fail', () => {
    const result = compareDevice(
      expects(['enp4s0', A], ['enp4s0', B]).interfaces,
      reportOf('SN1', [port('enp4s0', A)]),
      alone,
      POLICY,
    );
    expect(result).toMatchObject({ kind: 'mesFault', reason: `MES lists enp4s0 twice (${A} and ${B}).` });
  });

  it('MES lists nothing: neither pass nor fail', () => {
    expect(compareDevice([], reportOf('SN1', []), alone, POLICY).kind).toBe('mesFault');
  });
});
