import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128, fitsCode128 } from './code-128';

const modules = (text: string): string =>
  code128(text)
    .map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width))
    .join('');

describe('code128', () => {
  it('draws one letter as the standard does: start B, the letter, its check symbol, stop', () => {
    // A = value 33; check (104 + 33) mod 103 = 34.
    expect(modules('A')).toBe(['11010010000', '10100011000', '10001011000', '1100011101011'].join(''));
  });

  it('puts pairs of digits into one symbol each', () => {
    // Start C 105, 12, 34; check (105 + 12 + 2 × 34) mod 103 = 82.
    expect(modules('1234')).toBe(['11010011100', '10110011100', '10001011000', '10010011110', '1100011101011'].join(''));
    expect(code128('Q186I15815').length).toBeLessThan(code128('QabcIdefgh').length + 7);
  });

  it('every text has whole symbols of eleven modules, bars of even sum, and a stop of thirteen', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,60}$/), (text) => {
        const widths = code128(text);
        expect((widths.length - 7) % 6).toBe(0);
        for (let at = 0; at + 6 < widths.length; at += 6) {
          const symbol = widths.slice(at, at + 6);
          expect(symbol.reduce((sum, width) => sum + width, 0)).toBe(11);
          expect(symbol.reduce((sum, width, index) => sum + (index % 2 === 0 ? width : 0), 0) % 2).toBe(0);
        }
        expect(widths.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
      }),
    );
  });

  it('refuses what it cannot carry', () => {
    expect(['', 'Gerät', 'a\n', '🙂'].map(fitsCode128)).toEqual([false, false, false, false]);
    expect(() => code128('Gerät')).toThrow(RangeError);
  });
});
