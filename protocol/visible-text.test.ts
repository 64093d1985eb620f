import { describe, expect, it } from 'vitest';
import { hasInvisibleCharacter, visibleText } from './visible-text';

describe('visibleText', () => {
  it.each([
    ['Q186I15901', 'Q186I15901'],
    ['a\u0000b\nc\u202Ed\u2028e', 'a?b?c?d?e'],
    ['\uD800', '?'],
    ['1234567890x', '1234567890…'],
    ['öß漢🙂', 'öß漢🙂'],
  ])('%#: shown as %j', (text, shown) => {
    expect(visibleText(text, 10)).toBe(shown);
    expect(hasInvisibleCharacter(visibleText(text, 10))).toBe(false);
  });

  it('cuts no character in two that would then not be seen', () => {
    expect(visibleText('123456789🙂', 10)).toBe('123456789?…');
  });
});
