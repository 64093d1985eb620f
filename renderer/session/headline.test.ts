import { describe, expect, it } from 'vitest';
import type { ScanCounts, SessionView } from '../../protocol/model';
import { counted, sessionOf } from '../dev/counted';
import { closedSentence, headlineOf } from './headline';

const session = (counts: Partial<ScanCounts>, change: Partial<SessionView> = {}): SessionView =>
  sessionOf([], { counts: { ...counted([]), ...counts }, ...change });

describe('headlineOf', () => {
  it('says first how many need somebody, worst news first', () => {
    expect(headlineOf(session({ expected: 24, pass: 20, fail: 2, notRegistered: 1, noAnswer: 1 }))).toEqual({
      tone: 'bad',
      title: '4 of 24 need you',
      parts: [
        { bucket: 'fail', text: '2 failed' },
        { bucket: 'notRegistered', text: '1 not registered' },
        { bucket: 'noAnswer', text: '1 did not answer' },
        { bucket: 'pass', text: '20 passed' },
      ],
    });
  });

  it.each([
    ['one silent device', { expected: 24, pass: 23, noAnswer: 1 }, 'warn', '1 of 24 needs you'],
    ['a MAC that two share', { expected: 24, pass: 24, contested: 2 }, 'warn', '2 of 24 need you'],
    ['all passed', { expected: 24, pass: 24 }, 'good', 'All 24 passed'],
    ['one device that passed', { expected: 1, pass: 1 }, 'good', 'The device passed'],
    ['all passed beside a unit without serial', { expected: 24, pass: 24, noSerial: 1 }, 'warn', 'All 24 passed'],
    ['waived ones', { expected: 24, pass: 23, waived: 1 }, 'calm', '23 passed, 1 waived'],
    ['a roster that stayed silent', { expected: 24, noAnswer: 24 }, 'bad', 'Nobody answered'],
    ['nobody at all', { expected: 0 }, 'bad', 'Nobody answered'],
    ['only guests', { expected: 0, guests: 2 }, 'bad', 'Look at the units beside the sum'],
  ])('closed with %s', (_case, counts, tone, title) => {
    expect(headlineOf(session(counts))).toMatchObject({ tone, title });
  });

  it('says while scanning how many are checked, or how many answered where there is no roster', () => {
    const running = { phase: 'scanning', rosterSize: 24 } as const;
    expect(headlineOf(session({ expected: 24, waiting: 8, pass: 16 }, running)).title).toBe('16 of 24 checked');
    expect(headlineOf(session({ expected: 5, pass: 5 }, { ...running, rosterSize: null })).title).toBe('5 answered');
    expect(headlineOf(session({}, { ...running, rosterSize: null })).title).toBe('Waiting for the first answer');
  });

  it('says when and why it closed', () => {
    const at = new Date(2026, 10, 21, 21, 45, 44).getTime();
    const closed = session({}, { startedAt: at - 90_000, roundStartedAt: at - 42_000, closedAt: at, closeReason: 'idle' });
    expect(closedSentence(closed)).toBe('Closed 21:45:44, nothing more came, took 0:42');
    expect(closedSentence({ ...closed, closedAt: null, closeReason: null })).toBe('');
  });
});
