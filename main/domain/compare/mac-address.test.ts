import { describe, expect, it } from 'vitest';
import { readMac } from '../../../protocol/mac-address';
import { isLocallyAdministered, isOnMacList, isUnprogrammed } from './mac-address';

function mac(text: string): Extract<ReturnType<typeof readMac>, { kind: 'mac' }> {
  const read = readMac(text);
  if (read.kind !== 'mac') throw new Error(`${text} cannot be read`);
  return read;
}

describe('what an address is', () => {
  it.each([
    ['00:00:00:00:00:00', true],
    ['ff:ff:ff:ff:ff:ff', true],
    ['01:00:5e:00:00:01', true],
    ['00:1b:21:00:00:00', true],
    ['00:04:0b:80:80:80', true],
    ['00:1b:21:00:00:01', false],
    ['02:fc:00:00:00:05', false],
  ])('%s unprogrammed: %s', (text, expected) => {
    expect(isUnprogrammed(mac(text), ['00:04:0B:80:80:80'])).toBe(expected);
  });

  it('knows the locally administered bit', () => {
    expect(isLocallyAdministered(mac('02:fc:00:00:00:05'))).toBe(true);
    expect(isLocallyAdministered(mac('e0:18:7d:2e:ca:68'))).toBe(false);
  });

  it('finds an address on a list by whole address or by leading octets, never by less', () => {
    expect(isOnMacList(mac('00:e0:4c:68:00:11'), ['00:E0:4C'])).toBe(true);
    expect(isOnMacList(mac('00:e0:4c:68:00:11'), ['00-e0-4c-68-00-11'])).toBe(true);
    expect(isOnMacList(mac('00:e0:4d:68:00:11'), ['00:e0:4c'])).toBe(false);
    expect(isOnMacList(mac('00:e0:4c:68:00:11'), ['', '00'])).toBe(false);
  });

  it('of InfiniBand the GUID is on a list, whatever stands before it', () => {
    const guid = 'e4:1d:2d:03:00:1d:6a:f1';
    const ipoib = (flagsAndQpn: string): string => `${flagsAndQpn}:fe:80:00:00:00:00:00:00:${guid}`;
    for (const address of [ipoib('80:00:02:08'), ipoib('a0:00:10:29'), guid]) {
      for (const entry of [guid, ipoib('80:00:02:08'), 'e4:1d:2d', 'e4:1d:2d:03:00'])
        expect(isOnMacList(mac(address), [entry])).toBe(true);
      for (const entry of ['80:00:02', '80:00:02:08', '80:00:02:08:fe', 'fe:80:00', '1d:2d:03'])
        expect(isOnMacList(mac(address), [entry])).toBe(false);
    }
  });
});
