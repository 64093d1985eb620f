import { describe, expect, it } from 'vitest';
import { notThis, quoted } from './quoted';

describe('what a sentence may quote', () => {
  it('is a short plain word', () => {
    expect(quoted('hwinfo')).toBe('"hwinfo"');
    expect(quoted('')).toBe('""');
    expect(notThis('70000')).toBe(', not "70000"');
    expect(notThis(12)).toBe(', not 12');
    expect(notThis(true)).toBe(', not true');
  });

  it.each(['amqp://u:secret@h', 'two words', 'a\u001b[2J', 'x'.repeat(41), 'a"b'])('is not %j', (text) => {
    expect(quoted(text)).toBeNull();
    expect(notThis(text)).toBe('');
  });

  it('is no list and no object, whatever is in it', () => {
    expect(notThis(['secret'])).toBe('');
    expect(notThis(null)).toBe('');
  });
});
