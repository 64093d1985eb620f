import { describe, expect, it } from 'vitest';
import { readMac } from '../../../protocol/mac-address';
import { isLocallyAdministered, isUnprogrammed } from './mac-address';

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
});
