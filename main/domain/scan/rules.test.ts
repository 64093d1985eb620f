import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import { readHardwareReport, type HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from './events';
import { expects } from '../testing/reports';
import { Scenario } from '../testing/scenario';

const A = 'e0:18:7d:00:00:01';
const B = 'e0:18:7d:00:00:02';

function reported(...interfaces: readonly object[]): HardwareReport {
  const read = readHardwareReport({ operationId: 'op-1', sn: 'SN1', attempt: 1, interfaces });
  if (!read.ok) throw new Error(english(read.error.reason));
  return read.value;
}

function statusUnder(rules: number, report: HardwareReport, ...entries: readonly (readonly [string, string])[]): string {
  return statusWith({}, rules, report, ...entries);
}

function statusWith(
  policy: Partial<ScanPolicy>,
  rules: number,
  report: HardwareReport,
  ...entries: readonly (readonly [string, string])[]
): string {
  const scan = new Scenario(['SN1'], policy, rules);
  scan.report(report);
  scan.mes('SN1', expects(...entries));
  return scan.device('SN1').status;
}

const behind = (iflink: number) => ({ interface: 's', ifindex: 9, iflink, physSwitchId: 'x', macaddr: A });

describe('since rules 4, and as it was before', () => {
  it.each([
    [
      'two interfaces of its name',
      [
        ['', A],
        ['', B],
        ['s', A],
      ],
      [{ interface: 'a', ifindex: 1, macaddr: A }, { interface: 'a', ifindex: 2, macaddr: B }, behind(2)],
    ],
    [
      'two interfaces of its ifindex',
      [
        ['a', B],
        ['b', A],
        ['s', A],
      ],
      [{ interface: 'a', ifindex: 1, macaddr: B }, { interface: 'b', ifindex: 1, macaddr: A }, behind(1)],
    ],
  ] as const)('a port shares its address with no conduit that may be any of %s', (_what, entries, interfaces) => {
    const report = reported(...interfaces);
    expect(statusUnder(4, report, ...entries)).toBe('couldNotCheck');
    expect(statusUnder(3, report, ...entries)).toBe('pass');
  });

  it('a port shares its address with its one conduit', () => {
    expect(statusUnder(4, reported({ interface: 'a', ifindex: 1, macaddr: A }, behind(1)), ['a', A], ['s', A])).toBe('pass');
  });

  it('a tethered telephone is no card of the management controller', () => {
    const phone = {
      interface: 'usb0',
      macaddr: '0a:11:22:33:44:55',
      bus: 'usb',
      driver: 'rndis_host',
      description: 'Google Pixel 7',
    };
    const report = reported({ interface: 'a', macaddr: A }, phone);
    expect(statusUnder(4, report, ['a', A])).toBe('fail');
    expect(statusUnder(3, report, ['a', A])).toBe('pass');
  });
});

describe('since rules 5, and as it was before', () => {
  const report = reported(
    { interface: 'a', macaddr: A },
    {
      interface: 'usb0',
      macaddr: '7a:11:22:33:44:55',
      addrAssignType: 1,
      bus: 'usb',
      driver: 'cdc_ether',
      vendorId: '046B',
      deviceId: '0xffb0',
      description: 'Acme Host Link',
    },
  );

  it.each(['name:usb0', 'driver:cdc_ether', 'usb:046b:ffb0', 'card:Acme*'])(
    'a card of the management controller that the product does not know is on the list of the plant as %s',
    (entry) => {
      expect(statusWith({ serviceNics: [entry] }, 5, report, ['a', A])).toBe('pass');
      expect(statusWith({ serviceNics: [entry] }, 4, report, ['a', A])).toBe('fail');
      expect(statusWith({}, 5, report, ['a', A])).toBe('fail');
    },
  );

  it('MES gives exactly its address to the device: it is judged', () => {
    const entries = [
      ['a', A],
      ['usb1', '7a:11:22:33:44:55'],
    ] as const;
    expect(statusWith({ serviceNics: ['name:usb0'] }, 5, report, ...entries)).toBe('fail');
  });
});

describe('since rules 8, and as it was before', () => {
  it.each([
    ['no permanent one', {}, 'fail'],
    ['zeros as permanent one', { permaddr: '00:00:00:00:00:00' }, 'fail'],
    ['its permanent one', { permaddr: A }, 'pass'],
  ])('an address that software set, with %s', (_, more, status) => {
    const report = reported({ interface: 'a', macaddr: A, addrAssignType: 3, ...more });
    expect(statusUnder(8, report, ['a', A])).toBe(status);
    expect(statusUnder(7, report, ['a', A])).toBe('pass');
  });

  it.each([0, 2, undefined])('an address of type %j', (addrAssignType) => {
    expect(statusUnder(8, reported({ interface: 'a', macaddr: A, addrAssignType }), ['a', A])).toBe('pass');
  });
});

describe('since rules 9, and as it was before', () => {
  const swapped = (alternative: Record<'a' | 'b', readonly string[]>): HardwareReport =>
    reported({ interface: 'a', macaddr: B, altNames: alternative.a }, { interface: 'b', macaddr: A, altNames: alternative.b });

  it.each([
    ["each other's name", { a: ['b'], b: ['a'] }],
    ['both names', { a: ['a', 'b'], b: ['a', 'b'] }],
  ])('swapped cards fail where both ports have %s as alternative names', (_, alternative) => {
    expect(statusUnder(9, swapped(alternative), ['a', A], ['b', B])).toBe('fail');
    expect(statusUnder(8, swapped(alternative), ['a', A], ['b', B])).toBe('pass');
  });

  it('an alternative name of two ports is of neither', () => {
    const report = swapped({ a: ['x'], b: ['x'] });
    expect(statusUnder(9, report, ['x', A], ['a', B])).toBe('fail');
    expect(statusUnder(8, report, ['x', A], ['a', B])).toBe('pass');
  });

  it('an alternative name of one port alone counts', () => {
    expect(statusUnder(9, swapped({ a: ['x', 'x'], b: ['b'] }), ['b', A], ['x', B])).toBe('pass');
  });

  it.each(['0000', '00:00', '0x00', '0'])('ports share no address by a switch chip that is called %s', (physSwitchId) => {
    const port = (name: string) => ({ interface: name, macaddr: A, physSwitchId });
    expect(statusUnder(9, reported(port('a'), port('b')), ['a', A], ['b', A])).toBe('couldNotCheck');
    expect(statusUnder(8, reported(port('a'), port('b')), ['a', A], ['b', A])).toBe('pass');
  });

  it.each([
    '5',
    5,
    '1234567',
    'unknown',
    'N/A',
    'None',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '?',
  ])('two units with other cards that both say boot id %j are two', (bootId) => {
    const said = (mac: string): HardwareReport => {
      const body = {
        operationId: 'op-1',
        sn: 'SN1',
        attempt: 1,
        bootId,
        ip: '10.0.0.1',
        interfaces: [{ interface: 'a', macaddr: mac }],
      };
      const read = readHardwareReport(body);
      if (!read.ok) throw new Error(english(read.error.reason));
      return read.value;
    };
    const statusOf = (rules: number): string => {
      const scan = new Scenario(['SN1'], {}, rules);
      scan.report(said(A));
      scan.report(said(B));
      return scan.device('SN1').status;
    };
    expect(statusOf(9)).toBe('conflict');
    expect(statusOf(8)).toBe('reported');
  });
});
