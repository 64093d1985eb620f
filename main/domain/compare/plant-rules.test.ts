import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../protocol/visible-text';
import type { InWords } from '../../../messages/testing/in-words';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { ScanPolicy } from '../scan/events';
import { expects, POLICY, port, reportOf } from '../testing/reports';
import { type Comparison } from './compare-device';
import type { NeighbourFacts } from './judge-interface';
import { compareDevice } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const NOBODY: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null, seenIn: null };

function judged(
  mes: ReturnType<typeof expects>,
  interfaces: HardwareReport['interfaces'],
  policy: Partial<ScanPolicy> = {},
): InWords<Extract<Comparison, { kind: 'judged' }>> {
  const result = compareDevice(mes.interfaces, reportOf('SN1', interfaces), () => NOBODY, { ...POLICY, ...policy });
  if (result.kind !== 'judged') throw new Error(result.reason);
  return result;
}

const verdicts = ({ interfaces }: { readonly interfaces: readonly { readonly name: string; readonly verdict: string }[] }) =>
  interfaces.map(({ name, verdict }) => `${name} ${verdict}`).join(', ');

describe('ports with other names than in MES', () => {
  it.each([
    ['a newer driver adds a suffix', ['enp23s0f0', 'enp23s0f1'], ['enp23s0f0np0', 'enp23s0f1np1']],
    ['an older system has none yet', ['enp23s0f0np0', 'enp23s0f1np1'], ['enp23s0f0', 'enp23s0f1']],
    ['MES writes capital letters', ['ETH0', 'Eth1'], ['eth0', 'eth1']],
    ['MES writes characters that nobody sees', ['eth0\u200b', '\u2060eth1'], ['eth0', 'eth1']],
    ['no name of MES is there at all', ['LAN1', 'LAN2'], ['enp4s0', 'enp5s0']],
  ])('%s: renamed, with strict names no pass, with byMac a pass', (_what, inMes, here) => {
    const mes = expects([inMes[0] ?? '', A], [inMes[1] ?? '', B]);
    const ports = [port(here[0] ?? '', A), port(here[1] ?? '', B)];
    const strict = judged(mes, ports);
    expect(strict.pass).toBe(false);
    expect(verdicts(strict)).toBe(`${here[0]} renamed, ${here[1]} renamed`);
    expect(strict.reason).toBe(
      `Right MAC; MES knows this port as ${visibleText(inMes[0] ?? '')}, this system calls it ${here[0]}. (and 1 more)`,
    );
    expect(strict.nextAction).not.toMatch(/cards or cables|Reseat/);
    expect(judged(mes, ports, { interfaceNames: 'byMac' }).pass).toBe(true);
  });

  it('one port is renamed, the others have the names of MES', () => {
    const mes = expects(['eno1', A], ['enp23s0f0', B]);
    expect(verdicts(judged(mes, [port('eno1', A), port('enp23s0f0np0', B)]))).toBe('eno1 match, enp23s0f0np0 renamed');
  });

  it('two cards that changed places are no renaming', () => {
    const mes = expects(['enp4s0', A], ['enp5s0', B]);
    expect(verdicts(judged(mes, [port('enp4s0', B), port('enp5s0', A)]))).toBe('enp4s0 swapped, enp5s0 swapped');
  });
});

describe('a missing card is never a pass', () => {
  it('byMac: the card that is there has the name of the one that is missing', () => {
    const result = judged(expects(['eth0', A], ['eth1', B]), [port('eth0', B)], { interfaceNames: 'byMac' });
    expect(result.pass).toBe(false);
    expect(verdicts(result)).toBe('eth0 match, eth0 absent');
  });

  it('MES has an entry without a name', () => {
    expect(judged(expects(['eth0', A], ['', B]), [port('eth0', B)]).pass).toBe(false);
    expect(judged(expects(['eth0', A], ['', B]), [port('eth0', A), port('eth7', B)]).pass).toBe(true);
  });

  it('an alternative name stands for one port, not for two', () => {
    const result = judged(expects(['eth0', A], ['enp4s0', B]), [port('eth0', A, { altNames: ['enp4s0'] })]);
    expect(verdicts(result)).toBe('eth0 match, enp4s0 absent');
  });
});

describe('InfiniBand', () => {
  const GUID = '0c:42:a1:03:00:5e:1a:2c';
  const before = `00:00:10:29:fe:80:00:00:00:00:00:00:${GUID}`;
  const after = `00:00:05:87:fe:80:00:00:00:00:00:00:${GUID}`;

  it.each([before, after, GUID, `0x${GUID.replaceAll(':', '')}`, GUID.toUpperCase().replaceAll(':', ' ')])(
    'MES writes %s: the GUID counts',
    (mac) => {
      expect(judged(expects(['ibp1s0', mac]), [port('ibp1s0', after, { permanentMac: after })]).pass).toBe(true);
    },
  );

  it('another GUID is another card', () => {
    const other = `${GUID.slice(0, -2)}2d`;
    expect(verdicts(judged(expects(['ibp1s0', other]), [port('ibp1s0', after)]))).toBe('ibp1s0 mismatch');
  });
});

describe('what belongs to the management controller', () => {
  const own = port('enp4s0', A);
  const usb = (mac: string, more: Partial<ReportedInterface>): ReportedInterface => port('usb0', mac, { bus: 'usb', ...more });

  it.each<readonly [string, ReportedInterface]>([
    ['one address on every server', usb('b0:3a:f2:b6:05:9f', { driver: 'cdc_ether' })],
    [
      'a new address at every boot, and its maker',
      usb('3e:3a:f2:b6:05:9f', {
        driver: 'rndis_host',
        addrAssignType: 1,
        description: 'American Megatrends Inc. Virtual Ethernet.',
      }),
    ],
    ['a name that says so', usb('d0:8e:79:00:00:01', { driver: 'cdc_ncm', description: 'Dell iDRAC Virtual NIC' })],
    ...[
      'Linux 5.4.62 with aspeed_vhub RNDIS/Ethernet Gadget',
      'Insyde Software Corp. RNDIS/Ethernet Gadget',
      'HPE Virtual NIC',
    ].map(
      (description) =>
        [
          `a new address at every boot, called ${description}`,
          usb('7a:11:22:33:44:55', { driver: 'rndis_host', addrAssignType: 1, description }),
        ] as const,
    ),
  ])('a virtual USB card with %s is not judged', (_what, card) => {
    const result = judged(expects(['enp4s0', A]), [own, card]);
    expect(result.pass).toBe(true);
    expect(result.ignored).toMatchObject([
      { name: 'usb0', reason: 'Not judged: virtual USB card of the management controller.' },
    ]);
  });

  it.each([
    ['a real adapter of the same class', usb('00:e0:4c:68:00:01', { driver: 'cdc_ncm' })],
    [
      'a tethered telephone, its address made up',
      usb('3e:3a:f2:b6:05:9e', { driver: 'rndis_host', addrAssignType: 1, description: 'Google Pixel 7' }),
    ],
    ['an adapter without a name, its address made up', usb('0a:11:22:33:44:55', { driver: 'cdc_ncm' })],
    [
      'an adapter that only says "virtual"',
      usb('0a:11:22:33:44:55', { driver: 'cdc_ether', description: 'USB Virtual Ethernet' }),
    ],
    ['what an older agent reports of a telephone', port('usb0', '0a:11:22:33:44:55')],
    ['a made-up address on PCI', port('enp9s0', '3e:3a:f2:b6:05:9f', { driver: 'rndis_host' })],
  ])('%s is judged', (_what, card) => {
    expect(judged(expects(['enp4s0', A]), [own, card]).pass).toBe(false);
  });

  it('its own port, which MES lists, is not judged where the plant says so', () => {
    const mes = expects(['enp4s0', A], ['BMC', B]);
    expect(judged(mes, [own]).nextAction).toContain('Ports that the agent cannot see');
    const result = judged(mes, [own], { unseenPorts: ['bmc'] });
    expect(result.pass).toBe(true);
    expect(result.ignored).toMatchObject([{ name: 'BMC', verdict: 'ignored', expectedMac: B }]);
    expect(judged(mes, [own, port('BMC', A)], { unseenPorts: ['bmc'] }).pass).toBe(false);
  });

  it.each([
    ['iDRAC*', 'iDRAC9 NIC', true],
    ['*mgmt*', 'rear-MGMT-1', true],
    ['BMC', 'BMC2', false],
    ['a*b*c', 'abc', true],
    ['a*bb*b', 'abb', false],
  ])('%s names %s: %s', (pattern, name, named) => {
    const mes = expects(['enp4s0', A], [name, B]);
    expect(judged(mes, [own], { unseenPorts: [pattern] }).pass).toBe(named);
  });

  it('nothing is left to check: neither pass nor fail', () => {
    const mes = expects(['BMC', B]);
    expect(compareDevice(mes.interfaces, reportOf('SN1', []), () => NOBODY, { ...POLICY, unseenPorts: ['BMC'] })).toMatchObject({
      kind: 'mesFault',
    });
  });
});

describe('the reason of a device', () => {
  it('is its worst interface, not its first', () => {
    const mes = expects(['eth0', A], ['eth1', B], ['eth2', 'e0:18:7d:2e:ca:6a']);
    const result = judged(mes, [port('eth9', 'e0:18:7d:2e:ca:6f'), port('eth1', B, { permanentMac: '02:00:00:00:00:01' })]);
    expect(verdicts(result)).toBe('eth9 unexpected, eth1 overridden, eth0 absent, eth2 absent');
    expect(result.reason).toBe(
      `eth1 shows ${B} only because software set it; the card itself has 02:00:00:00:00:01. (and 3 more)`,
    );
  });
});
