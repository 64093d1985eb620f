import { describe, expect, it } from 'vitest';
import type { ScanCounts, SessionView } from '../../protocol/model';
import type { Console } from '../store/console';
import { counted, sessionOf } from '../dev/counted';
import { scriptedSettings } from '../dev/scripted-settings';
import { createFactsStore, type Facts } from '../store/facts';
import { createLookUpResult } from '../store/look-up-result';
import { createNoticeBoard } from '../store/notices';
import { signalOf, SIGNALS, type Signal } from './signal-of';
import { TONES } from './tones';
import { followSignals } from './use-signals';

const session = (phase: SessionView['phase'], counts: Partial<ScanCounts> = {}, operationId = 'WO-1'): SessionView =>
  sessionOf([], { counts: { ...counted([]), expected: 24, ...counts }, phase, operationId } as Partial<SessionView>);

describe('signalOf', () => {
  it.each([
    ['a scan that goes on', session('scanning'), session('scanning', { pass: 3 }), null],
    ['the first failed device', session('scanning', { pass: 3 }), session('scanning', { pass: 3, fail: 1 }), 'failure'],
    ['the first conflict', session('scanning'), session('scanning', { conflict: 1 }), 'failure'],
    ['the second failed device', session('scanning', { fail: 1 }), session('scanning', { fail: 2 }), null],
    ['the end of a good scan', session('scanning'), session('closed', { pass: 24 }), 'done'],
    ['the end of one with a silent device', session('scanning'), session('closed', { pass: 23, noAnswer: 1 }), 'needsHand'],
    ['the end and a failure at once', session('scanning'), session('closed', { pass: 23, fail: 1 }), 'needsHand'],
    ['a scan that was closed before', session('closed', { pass: 23 }), session('closed', { pass: 24 }), null],
    ['an operation that is opened', session('scanning'), session('closed', { fail: 1 }, 'WO-2'), null],
    ['the first state of the window', null, session('closed', { fail: 1 }), null],
    ['a new scan', session('closed', { fail: 1 }), session('scanning'), null],
    ['no scan any more', session('scanning'), null, null],
  ])('%s', (_case, before, now, heard) => {
    expect(signalOf(before, now)).toBe(heard);
  });
});

describe('TONES', () => {
  it('tells any two signals apart by rhythm, so that nobody has to hear pitches', () => {
    const rhythms = SIGNALS.map((signal) => TONES[signal].map(({ at, lasts }) => `${at}+${lasts}`).join(' '));
    expect(new Set(rhythms).size).toBe(SIGNALS.length);
  });

  it('is over within a second or so', () => {
    for (const tones of Object.values(TONES))
      expect(Math.max(...tones.map(({ at, lasts }) => at + lasts))).toBeLessThanOrEqual(1.1);
  });
});

function followed(volume = 50) {
  const facts = createFactsStore();
  const show = (now: SessionView | null): void =>
    facts.setState(
      {
        kind: 'ready',
        facts: {
          session: now,
          settings: { ...scriptedSettings, station: { ...scriptedSettings.station, soundVolume: volume } },
        } as Facts,
      },
      true,
    );
  const window: Pick<Console, 'facts' | 'notices' | 'lookUp'> = {
    facts,
    notices: createNoticeBoard(),
    lookUp: createLookUpResult(),
  };
  const heard: (readonly [Signal, number])[] = [];
  show(session('scanning'));
  const end = followSignals(window, (signal, loud) => void heard.push([signal, loud]));
  return { ...window, heard, end, show };
}

describe('followSignals', () => {
  it('beeps once for the first failure and once for the end, as loud as it is set', () => {
    const { heard, show } = followed(30);
    for (const fail of [0, 1, 2]) show(session('scanning', { fail }));
    for (const pass of [20, 22]) show(session('closed', { fail: 2, pass }));
    expect(heard).toEqual([
      ['failure', 30],
      ['needsHand', 30],
    ]);
  });

  it('beeps at each code that is not taken, also at the same one again, and at no other notice', () => {
    const { heard, notices, lookUp } = followed();
    notices.raise('info', 'A badge', 'look-up');
    notices.raise('error', 'The disk is full', 'records');
    notices.raise('warning', 'Not taken', 'look-up');
    notices.raise('warning', 'Not taken', 'look-up');
    notices.dismissPassing();
    const unknown = { kind: 'notOnList', code: 'SN9', hidden: false, note: '', near: [] } as const;
    lookUp.setState({ unknown });
    lookUp.setState({ unknown: null });
    expect(heard.map(([signal]) => signal)).toEqual(['refused', 'refused', 'refused']);
  });

  it('is silent when it has ended', () => {
    const { heard, show, end } = followed();
    end();
    show(session('closed', { pass: 24 }));
    expect(heard).toEqual([]);
  });
});
