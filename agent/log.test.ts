import { describe, expect, it } from 'vitest';
import { createLineLog, describeError } from './log';

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
