import { english } from '../messages/english';
import { describe, expect, it } from 'vitest';
import { readMacListEntry, readWholeAddress } from './mac-list';

const read = (text: string): string => {
  const entry = readMacListEntry(text);
  return entry.ok ? `${entry.value.kind} ${entry.value.key}` : english(entry.error);
};

describe('an entry of a list of adapters', () => {
  it.each([
    ['00:E0:4C:68:00:11', 'address 00:e0:4c:68:00:11'],
    ['0xe41d2d03001d6af1', 'address e4:1d:2d:03:00:1d:6a:f1'],
    ['80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:1d:6a:f1', 'address e4:1d:2d:03:00:1d:6a:f1'],
    ['00:e0:4c', 'leadingOctets 00:e0:4c'],
    ['00-E0-4C-', 'leadingOctets 00:e0:4c'],
    ['00e0.4c68', 'leadingOctets 00:e0:4c:68'],
    ['00:e0:4c:68:00', 'leadingOctets 00:e0:4c:68:00'],
    ['00:e0:4c:*', 'leadingOctets 00:e0:4c'],
    ['00:e0:4c:xx:xx:xx', 'leadingOctets 00:e0:4c'],
  ])('%s is %s', (text, entry) => {
    expect(read(text)).toBe(entry);
  });

  it.each([
    '',
    '00',
    '00:e0',
    '00:e0:4',
    '00:e0:4c:6',
    '00:e0:4c:68:00:1',
    '00:e0:4c:68:00:11:22',
    'usb',
    'Realtek 00:e0:4c',
    '00:e0:4c (Realtek)',
    '00:e0:4O',
    '*',
    '*:00:e0:4c',
    'x00e04c',
    '00:e0:4c\u200b',
  ])('%j is refused by name', (text) => {
    const said = read(text);
    expect(said).toContain('is neither a MAC address nor its first three to five octets');
    expect(said).toContain(text.replace('\u200b', '\\u200b'));
  });

  it.each(['00:00:00', 'ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00', 'ff:ff:ff:ff'])('%s is the address of no card', (text) => {
    expect(read(text)).toBe(`"${text}" is the address of no card`);
  });

  it('a list of whole addresses takes no beginnings', () => {
    expect(readWholeAddress('00:04:0B:80:80:80')).toEqual({ ok: true, value: '00:04:0b:80:80:80' });
    expect(readWholeAddress('00:04:0b')).toMatchObject({
      ok: false,
      error: { code: 'value.noWholeMacHint', params: { text: '00:04:0b' } },
    });
    expect(readWholeAddress('00:04:0b:80:80:8O')).toMatchObject({
      ok: false,
      error: { params: { hint: { code: 'mac.lookAlike', params: { letter: 'O', digit: '0' } } } },
    });
  });
});
