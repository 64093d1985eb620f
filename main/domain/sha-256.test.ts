import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256OfText } from './sha-256';

function expected(text: string): string {
  return createHash('sha256').update(Buffer.from(text, 'utf16le').swap16()).digest('hex');
}

it('is what everybody else computes, at every length of the last block', () => {
  for (let length = 0; length < 200; length += 1) expect(sha256OfText('é'.repeat(length))).toBe(expected('é'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256OfText(text)).toBe(expected(text));
    }),
  );
});
