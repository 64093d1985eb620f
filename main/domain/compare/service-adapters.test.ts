import { expect, it } from 'vitest';
import { readMac } from '../../../protocol/mac-address';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import { SCAN_RULES } from '../scan/rules';
import { port } from '../testing/reports';
import { isServiceAdapter } from './service-adapters';

function isOn(row: ReportedInterface, list: readonly string[], rules = SCAN_RULES): boolean {
  const mac = readMac(row.mac);
  return isServiceAdapter(row, mac.kind === 'mac' ? mac : null, list, rules);
}

const at = (mac: string): ReportedInterface => port('eth0', mac);

it('finds an address on a list by whole address or by leading octets, never by less', () => {
  expect(isOn(at('00:e0:4c:68:00:11'), ['00:E0:4C'])).toBe(true);
  expect(isOn(at('00:e0:4c:68:00:11'), ['00-e0-4c-68-00-11'])).toBe(true);
  expect(isOn(at('00:e0:4d:68:00:11'), ['00:e0:4c'])).toBe(false);
  expect(isOn(at('00:e0:4c:68:00:11'), ['', '00'])).toBe(false);
  expect(isOn(at('00:00:00:00:00:00'), ['00:00:00:00:00:00'])).toBe(false);
});

it('of InfiniBand the GUID is on a list, whatever stands before it', () => {
  const guid = 'e4:1d:2d:03:00:1d:6a:f1';
  const ipoib = (flagsAndQpn: string): string => `${flagsAndQpn}:fe:80:00:00:00:00:00:00:${guid}`;
  for (const address of [ipoib('80:00:02:08'), ipoib('a0:00:10:29'), guid]) {
    for (const entry of [guid, ipoib('80:00:02:08'), 'e4:1d:2d', 'e4:1d:2d:03:00']) expect(isOn(at(address), [entry])).toBe(true);
    for (const entry of ['80:00:02', '80:00:02:08', '80:00:02:08:fe', 'fe:80:00', '1d:2d:03'])
      expect(isOn(at(address), [entry])).toBe(false);
  }
});

const CARD = port('usb0', '7a:11:22:33:44:55', {
  altNames: ['enx7a1122334455'],
  bus: 'usb',
  driver: 'cdc_ether',
  description: 'Acme Inc. Host Link',
  ids: '046b:ffb0',
});

it.each([
  ['name:usb0', true],
  ['name:USB*', true],
  ['name:usb1', false],
  ['name:enx*', false],
  ['driver:cdc_ether', true],
  ['driver:CDC_ETHER', true],
  ['driver:cdc', false],
  ['usb:046b:ffb0', true],
  ['usb:046B:FFB0', true],
  ['usb:046b:*', true],
  ['usb:046b:ffb1', false],
  ['pci:046b:ffb0', false],
  ['card:Acme Inc. Host Link', true],
  ['card:*host link*', true],
  ['card:Host Link', false],
  // Three or four octets of an address, as before.
  ['046b:ffb0', false],
])('%s tells a card without an address of its own: %s', (entry, told) => {
  expect(isOn(CARD, [entry])).toBe(told);
  expect(isOn(port('usb0', 'no address', { ...CARD, mac: '' }), [entry])).toBe(told);
  expect(isOn(CARD, [entry], 4)).toBe(false);
});

it('a card of which a report does not say what an entry asks for is on no list', () => {
  const plain = port('eth0', '7a:11:22:33:44:55');
  expect(isOn(plain, ['driver:cdc_ether', 'usb:046b:*', 'pci:8086:*', 'card:**link**'])).toBe(false);
});
