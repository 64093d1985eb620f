import { describe, expect, it } from 'vitest';
import { macText, readMac } from './mac-address';
import { english } from '../messages/english';

const SAME = [
  'e0:18:7d:2e:ca:68',
  'E0:18:7D:2E:CA:68',
  'e0-18-7d-2e-ca-68',
  'e018.7d2e.ca68',
  'e0187d2eca68',
  ' e0:18:7d:2e:ca:68\n',
  '0xe0187d2eca68',
  '0XE0:18:7D:2E:CA:68',
  '0xe0:0x18:0x7d:0x2e:0xca:0x68',
];

describe('readMac', () => {
  it.each(SAME)('reads %j in normal form', (raw) => {
    expect(readMac(raw)).toEqual({ kind: 'mac', text: 'e0:18:7d:2e:ca:68', octets: 6, key: 'e0:18:7d:2e:ca:68' });
  });

  it('reads a 20-octet InfiniBand address whole', () => {
    const raw = '80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:1d:6a:f1';
    expect(readMac(raw)).toEqual({ kind: 'mac', text: raw, octets: 20, key: 'e4:1d:2d:03:00:1d:6a:f1' });
    for (const guid of ['0xe41d2d03001d6af1', 'E4:1D:2D:03:00:1D:6A:F1', 'e41d:2d03:001d:6af1'])
      expect(readMac(guid)).toMatchObject({ kind: 'mac', octets: 8, key: 'e4:1d:2d:03:00:1d:6a:f1' });
  });

  it.each([
    ['e0:18:7d:2e:ca:6', 'it has 11 hexadecimal digits instead of 12'],
    ['E0:18:7D:2E:CA:6O', 'it has the letter O where 0 may be meant'],
    ['e0:18:7d:2e:ca:6l', 'it has the letter L where 1 may be meant'],
    ['e0:18:7d:2e:ca:6q', 'it has a character that is no hexadecimal digit'],
    ['00x187d2eca68', 'it has a character that is no hexadecimal digit'],
    ['e0:18:7d:2e:ca:68\u200b', 'it has a character that cannot be seen'],
    ['192.168.100.100', 'it is an IP address'],
    ['10.0.0.5', 'it is an IP address'],
    ['2001:0db8:1234:5678::', 'it is an IP address'],
    ['fe80:0:0:0:1:2:3:45', 'it is an IP address'],
    ['fe80:1:2:3:44:5:66:777', 'it is an IP address'],
    ['', 'it is empty'],
    ['e0:18:7d:2e:ca:68:11', 'it has 14 hexadecimal digits instead of 12'],
  ])('refuses %j and says why', (raw, hint) => {
    const read = readMac(raw);
    expect([read.kind, read.kind === 'unreadable' && english(read.hint ?? [])]).toEqual(['unreadable', hint]);
    expect(macText(raw)).toBe(raw);
  });
});
