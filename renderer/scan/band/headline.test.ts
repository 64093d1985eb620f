import { describe, expect, it } from 'vitest';
import type { ScanCounts, SessionView } from '../../../protocol/model';
import { counted, sessionOf } from '../../dev/counted';
import { closedSentence, foldParts, headlineOf } from './headline';

const session = (counts: Partial<ScanCounts>, change: Partial<SessionView> = {}): SessionView =>
  sessionOf([], { counts: { ...counted([]), ...counts }, ...change });

describe('headlineOf', () => {
  it('says first how many need somebody, worst news first', () => {
    expect(headlineOf(session({ expected: 24, pass: 20, fail: 2, notRegistered: 1, noAnswer: 1 }))).toEqual({
      tone: 'bad',
      title: '4 of 24 need attention',
      parts: [
        { bucket: 'fail', text: '2 failed' },
        { bucket: 'notRegistered', text: '1 not registered' },
        { bucket: 'noAnswer', text: '1 did not answer' },
        { bucket: 'pass', text: '20 passed' },
      ],
    });
  });

  it.each([
    ['one silent device', { expected: 24, pass: 23, noAnswer: 1 }, 'warn', '1 of 24 needs attention'],
    ['a MAC that two share', { expected: 24, pass: 24, contested: 2, contestedExpected: 2 }, 'warn', '2 of 24 need attention'],
    ['guests that share a MAC', { expected: 1, pass: 1, guests: 3, contested: 3 }, 'warn', 'The device passed'],
    ['all passed', { expected: 24, pass: 24 }, 'good', 'All 24 passed'],
    ['one device that passed', { expected: 1, pass: 1 }, 'good', 'The device passed'],
    ['all passed beside a unit without serial', { expected: 24, pass: 24, noSerial: 1 }, 'warn', 'All 24 passed'],
    ['waived ones', { expected: 24, pass: 23, waived: 1 }, 'calm', '23 passed, 1 waived'],
    ['a roster that stayed silent', { expected: 24, noAnswer: 24 }, 'bad', 'No device answered'],
    ['the list of another rack', { expected: 24, noAnswer: 24, guests: 24 }, 'bad', 'No device on the list answered'],
    ['units without serial number alone', { expected: 2, noAnswer: 2, noSerial: 2 }, 'warn', '2 of 2 need attention'],
    ['answers that came too late', { expected: 24, noAnswer: 24, late: 24 }, 'bad', 'No device answered in time'],
    ['nobody at all', { expected: 0 }, 'bad', 'No device answered'],
    ['only guests', { expected: 0, guests: 2 }, 'bad', 'Look at the units beside the sum'],
  ])('closed with %s', (_case, counts, tone, title) => {
    expect(headlineOf(session(counts))).toMatchObject({ tone, title });
  });

  it.each([
    ['one that Pair refused', { paired: 28, pairRefused: 1 }, 'bad', '28 paired, 1 refused'],
    ['one of which nobody knows', { paired: 28, pairUnknown: 1 }, 'bad', '28 paired, 1 unknown'],
    [
      'both, beside one that failed',
      { pass: 28, fail: 1, paired: 25, pairRefused: 2, pairUnknown: 1 },
      'bad',
      '25 paired, 2 refused, 1 unknown',
    ],
    ['all paired', { paired: 29, pairedExpected: 29 }, 'good', 'All 29 paired'],
    ['some paired', { paired: 28, pairedExpected: 28 }, 'good', 'All 29 passed'],
    ['one dealt with otherwise, and a guest paired', { paired: 29, pairedExpected: 28, guests: 1 }, 'good', 'All 29 passed'],
    ['all paired, and a guest', { paired: 30, pairedExpected: 29, guests: 1 }, 'good', 'All 29 paired'],
  ])('after Pair, with %s', (_case, counts, tone, title) => {
    const paired = headlineOf(session({ expected: 29, pass: 29, ...counts }));
    expect(paired).toMatchObject({ tone, title });
    const told = paired.parts.map(({ text }) => text).some((text) => text.endsWith(' paired'));
    expect(told).toBe(title === 'All 29 passed' || counts.paired === 30);
  });

  it('tells the worst in words and folds the rest into one number, where there are many kinds', () => {
    const told = (counts: Partial<ScanCounts>): string => {
      const { counts: all, ...rest } = session(counts);
      return foldParts(headlineOf({ counts: all, ...rest }).parts, all).join(' · ');
    };
    const four = { expected: 30, conflict: 1, fail: 2, notRegistered: 1, noAnswer: 1, pass: 25 };
    expect(told(four)).toBe('1 serial claimed twice · 2 failed · 1 not registered · 1 did not answer · 25 passed');
    expect(told({ ...four, expected: 33, couldNotCheck: 3, contested: 1, guests: 2, noSerial: 1, waived: 0 })).toBe(
      '1 serial claimed twice · 2 failed · 3 could not be checked · 2 others · 25 passed',
    );
    // What stands beside the tiles goes first: the parts add up to what was expected.
    expect(told({ ...four, contested: 1, guests: 2, noSerial: 1 })).toBe(
      '1 serial claimed twice · 2 failed · 1 not registered · 1 did not answer · 25 passed',
    );
  });

  it('says burned where the devices are burned', () => {
    expect(headlineOf(session({ expected: 2, pass: 2, paired: 1, pairRefused: 1 }, { scanMode: 1 })).title).toBe(
      '1 burned, 1 refused',
    );
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
    expect(closedSentence(closed)).toBe('Closed 21:45:44, no more answers, took 0:42');
    expect(closedSentence({ ...closed, closeReason: 'operator', interruptedAt: at - 22_000 })).toBe(
      'Closed 21:45:44, interrupted, ended with `burnin finish`, took 0:20',
    );
    expect(closedSentence({ ...closed, closeReason: 'operator', interruptedAt: at })).toBe(
      'Closed 21:45:44, interrupted: the program was asked to end, took 0:42',
    );
    expect(closedSentence({ ...closed, closedAt: null, closeReason: null })).toBe('');
  });
});
