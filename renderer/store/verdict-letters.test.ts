import { describe, expect, it } from 'vitest';
import { INTERFACE_LETTERS, UNJUDGED_LETTER } from '../../protocol/interface-letters';
import { countMatches, meaningOfLetter } from './verdict-letters';

describe('verdict letters', () => {
  it('mean what the protocol packs them as', () => {
    for (const [verdict, letter] of Object.entries(INTERFACE_LETTERS)) expect(meaningOfLetter(letter)).toBe(verdict);
    expect(meaningOfLetter(UNJUDGED_LETTER)).toBe('unjudged');
  });

  it('never take an unknown letter for a match', () => {
    expect(meaningOfLetter('?')).toBe('unjudged');
    expect(countMatches('mm?xw')).toBe(2);
  });
});
