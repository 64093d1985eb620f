import { expect, it } from 'vitest';
import { english } from '../messages/english';
import { readServiceNic } from './service-nics';

const read = (text: string): string => {
  const entry = readServiceNic(text);
  return entry.ok ? `${entry.value.kind} ${entry.value.key}` : english(entry.error);
};

it.each([
  ['00:E0:4C:68:00:11', 'address 00:e0:4c:68:00:11'],
  ['00:e0:4c', 'leadingOctets 00:e0:4c'],
  // What could be read before stays what it was.
  ['046b:ffb0', 'leadingOctets 04:6b:ff:b0'],
  ['name:usb0', 'name usb0'],
  ['Name: enx*', 'name enx*'],
  ['driver:cdc_ether', 'driver cdc_ether'],
  ['usb:046B:FFB0', 'usb 046b:ffb0'],
  ['pci:8086:*', 'pci 8086:*'],
  ['card:*Virtual NIC*', 'card *virtual nic*'],
  ['card:Realtek: USB 10/100', 'card realtek: usb 10/100'],
])('%s is %s', (text, entry) => {
  expect(read(text)).toBe(entry);
});

it.each(['00:e0', 'usb', 'usb0', 'Realtek dongle', '', '*', 'vendor:046b', '00:e0:4c (Realtek)'])('%j names no card', (text) => {
  expect(read(text)).toBe(
    `"${text}" is neither a MAC address nor its first three to five octets; write it like 00:e0:4c:68:00:11 or 00:e0:4c, ` +
      'or tell the card by name:usb0, driver:cdc_ether, usb:046b:ffb0 or card:*Virtual NIC*',
  );
});

it.each([
  ['name:', 'must be the name of a port'],
  ['name:*', 'must be the name of a port'],
  ['name:e*', 'must be the name of a port'],
  ['name:usb 0', 'must be the name of a port'],
  ['name:enx.*', 'must be the name of a port'],
  ['name:eth0:1', 'must be the name of a port'],
  ['driver:', 'must be the name of a driver'],
  ['driver:cdc_*', 'must be the name of a driver'],
  ['usb:046b', 'must be vendor and product as lsusb shows them'],
  ['usb:046b:ffb', 'must be vendor and product as lsusb shows them'],
  ['usb:*:ffb0', 'must be vendor and product as lsusb shows them'],
  ['pci:0000:04:00.0', 'must be vendor and device as lspci -nn shows them'],
  ['card:', 'must be what the card calls itself'],
  ['card:*x*', 'must be what the card calls itself'],
])('%s is refused: it %s', (text, why) => {
  expect(read(text)).toContain(`"${text}" ${why}`);
});
