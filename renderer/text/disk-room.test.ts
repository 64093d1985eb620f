import { expect, it } from 'vitest';
import { sizeText } from './disk-room';

it.each([
  [0, '0 MB'],
  [700, '< 1 MB'],
  [1_400_000, '1 MB'],
  [9_999_000_000, '9,999 MB'],
  [12_000_000_000, '12 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeText(bytes)).toBe(words);
});
