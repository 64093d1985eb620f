import { describe, expect, it } from 'vitest';
import { diffMac } from './mac-diff';

const wrongOf = (expected: string, found: string) => diffMac(expected, found).flatMap(({ text, wrong }) => (wrong ? [text] : []));
const textOf = (expected: string, found: string) =>
  diffMac(expected, found)
    .map(({ text }) => text)
    .join('');

describe('diffMac', () => {
  it('marks the octets that differ and no others', () => {
    expect(wrongOf('e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:6a')).toEqual(['6a']);
    expect(wrongOf('e0:18:7d:2e:ca:68', 'f4:4d:30:2e:ca:68')).toEqual(['f4', '4d', '30']);
    expect(wrongOf('e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:68')).toEqual([]);
  });

  it('keeps the found text whole', () => {
    expect(textOf('e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:6a')).toBe('e0:18:7d:2e:ca:6a');
    expect(textOf('e0:18:7d:2e:ca:68', 'O0:18')).toBe('O0:18');
  });

  it('marks all of what cannot be laid beside the expected address', () => {
    expect(wrongOf('e0:18:7d:2e:ca:68', '80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:12:34:56')).toHaveLength(1);
    expect(wrongOf('e0:18:7d:2e:ca:68', 'unreadable')).toEqual(['unreadable']);
  });
});
