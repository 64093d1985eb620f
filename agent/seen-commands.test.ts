import { describe, expect, it } from 'vitest';
import { type Asked, createSeenCommands, questionOf } from './seen-commands';

describe('questionOf', () => {
  const asked: Asked = {
    command: { operationId: '1', attempt: 1, issuedAt: '2026-11-21T08:00:00.000Z' },
    replyTo: 'hwinfo_queue.a',
    messageId: 'm1',
  };
  const question = (over: Partial<Asked>, command: Partial<Asked['command']> = {}) =>
    questionOf({ ...asked, ...over, command: { ...asked.command, ...command } });

  it('is the same for a copy of a command, whatever message it comes in', () => {
    expect(question({ messageId: 'm2' })).toBe(question({}));
  });

  it('is another one for whoever else asks, or asks again, and for another operation, type of number or attempt', () => {
    const others = [
      question({}),
      question({ replyTo: 'hwinfo_queue.b' }),
      question({ replyTo: null }),
      question({}, { issuedAt: '2026-11-21T08:00:01.000Z' }),
      question({}, { issuedAt: null }),
      question({ messageId: 'm2' }, { issuedAt: null }),
      question({}, { operationId: 1 }),
      question({}, { operationId: '2' }),
      question({}, { attempt: 2 }),
    ];
    expect(new Set(others).size).toBe(others.length);
    expect(others).not.toContain(null);
  });

  it('is none where copies cannot be told', () => {
    expect(question({ messageId: null }, { issuedAt: null })).toBeNull();
  });
});

describe('createSeenCommands', () => {
  it('knows a question again, and forgets the oldest', () => {
    const seen = createSeenCommands(2);
    expect([seen.note('a'), seen.note('b'), seen.note('a'), seen.note('c'), seen.note('a')]).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('takes a note back', () => {
    const seen = createSeenCommands();
    seen.note('a');
    seen.forget('a');
    expect(seen.note('a')).toBe(false);
  });
});
