import { describe, expect, it } from 'vitest';
import { createSeenCommands } from './seen-commands';

describe('createSeenCommands', () => {
  it('tells attempts and types of operations apart, and forgets the oldest', () => {
    const seen = createSeenCommands(2);
    expect([seen.note('1', 1), seen.note(1, 1), seen.note('1', 1)]).toEqual([false, false, true]);
    seen.note('1', 2);
    expect(seen.note('1', 1)).toBe(false);
  });

  it('takes a note back', () => {
    const seen = createSeenCommands();
    seen.note('1', 1);
    seen.forget('1', 1);
    expect(seen.note('1', 1)).toBe(false);
  });
});
