import { describe, expect, it } from 'vitest';
import { findPciName } from './pci-names';

describe('findPciName', () => {
  const list =
    '# comment\n8086  Intel Corporation\n\t1533  I210\n\t\t103c 0003  a subsystem\n10ec  Realtek\n\t8168  RTL8111\n\t1533  another\n';
  it.each([
    ['8086', '1533', 'Intel Corporation I210'],
    ['8086', '8168', 'Intel Corporation device 8168'],
    ['10ec', '1533', 'Realtek another'],
    ['103c', '0003', null],
    ['ffff', '0000', null],
    [null, '1533', null],
  ])('%s:%s', (vendorId, deviceId, name) => {
    expect(findPciName(list, { vendorId, deviceId })).toBe(name);
  });
});
