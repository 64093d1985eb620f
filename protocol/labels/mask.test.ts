import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsMask } from './mask';

describe('fitsMask', () => {
  it.each([
    ['OP-4711', 'OP-*', true],
    ['op-4711', 'OP-*', true],
    ['OP-', 'OP-*', true],
    ['XOP-1', 'OP-*', false],
    ['Q186I15901', '@###@#####', true],
    ['Q186I1590', '@###@#####', false],
    ['Ä1', '@#', true],
    ['A', '??', false],
    ['AB', '??', true],
    ['abcabd', '*ab?', true],
    ['', '*', true],
    ['', '', true],
    ['A', '', false],
    ['A.B', 'A.B', true],
    ['AxB', 'A.B', false],
  ])('%j against %j: %s', (text, mask, fits) => {
    expect(fitsMask(text, mask)).toBe(fits);
  });

  it('a mask with any number of stars answers as a regular expression does, and at once', () => {
    const few = fc.array(fc.constantFrom('A', 'B', '*'), { maxLength: 10 }).map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('A', 'B'), { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, few, (given, mask) => {
        expect(fitsMask(given, mask)).toBe(new RegExp(`^${mask.replaceAll(/\*+/g, '.*')}$`).test(given));
      }),
    );
    expect(fitsMask('A'.repeat(512), `${'*A'.repeat(60)}*B`)).toBe(false);
  });
});
