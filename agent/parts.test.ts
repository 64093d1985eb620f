import { describe, expect, it } from 'vitest';
import { type Answer, createAnswers } from './answers';
import { createBackoff } from './backoff';
import { createLineLog, describeError } from './log';
import { createSeenCommands } from './seen-commands';

describe('createBackoff', () => {
  it('doubles up to the limit, begins again, and stays between half and all of it', () => {
    const least = createBackoff({ initialMs: 100, maxMs: 1000, random: () => 0 });
    expect([1, 2, 3, 4, 5, 6].map(() => least.next())).toEqual([50, 100, 200, 400, 500, 500]);
    least.reset();
    expect(least.next()).toBe(50);
    const most = createBackoff({ initialMs: 100, maxMs: 1000, random: () => 0.999_999 });
    expect([1, 2, 3, 4, 5].map(() => most.next())).toEqual([100, 200, 400, 800, 1000]);
  });

  it('never overflows', () => {
    const backoff = createBackoff({ initialMs: 500, maxMs: 15_000, random: () => 1 });
    for (let tries = 0; tries < 5000; tries += 1) backoff.next();
    expect(backoff.next()).toBe(15_000);
  });
});

describe('createAnswers', () => {
  const answer = (key: string): Answer => ({
    key,
    messageId: '',
    correlationId: '',
    body: new Uint8Array(),
    dialect: 'current',
    queue: 'q',
  });

  it('keeps the latest per key, and a late settlement of the replaced one changes nothing', () => {
    const answers = createAnswers();
    const first = answer('a');
    const second = answer('a');
    answers.add(first);
    answers.add(second);
    answers.settle(first);
    expect(answers.waiting()).toEqual([second]);
    answers.settle(second);
    expect(answers.waiting()).toEqual([]);
  });

  it('lets the oldest give way when too many wait', () => {
    const answers = createAnswers(2);
    const [a, b, c] = [answer('a'), answer('b'), answer('c')];
    expect([answers.add(a), answers.add(b), answers.add(c)]).toEqual([null, null, a]);
    expect(answers.waiting()).toEqual([b, c]);
  });
});

describe('createSeenCommands', () => {
  it('tells attempts and types of operations apart, and forgets the oldest', () => {
    const seen = createSeenCommands(2);
    expect([seen.note('1', 1), seen.note(1, 1), seen.note('1', 1)]).toEqual([false, false, true]);
    seen.note('1', 2);
    expect(seen.note('1', 1)).toBe(false);
  });
});

describe('createLineLog', () => {
  it('writes one line per happening, down to its level', () => {
    const lines: string[] = [];
    const log = createLineLog(
      (line) => lines.push(line),
      'warn',
      () => new Date(0),
    );
    log('error', 'First\nline.');
    log('warn', 'Second.');
    log('info', 'Third.');
    expect(lines).toEqual(['1970-01-01T00:00:00.000Z error First line.\n', '1970-01-01T00:00:00.000Z warn  Second.\n']);
  });
});

describe('describeError', () => {
  it.each([
    [
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5672'), { code: 'ECONNREFUSED' }),
      'nothing listens there (connection refused)',
    ],
    [
      new AggregateError([
        Object.assign(new Error('a'), { code: 'ECONNREFUSED' }),
        Object.assign(new Error('b'), { code: 'ECONNREFUSED' }),
      ]),
      'nothing listens there (connection refused)',
    ],
    [new Error('Heartbeat timeout.'), 'Heartbeat timeout'],
    [new TypeError(''), 'TypeError'],
    ['text', 'text'],
  ])('%s', (error, sentence) => {
    expect(describeError(error)).toBe(sentence);
  });
});
