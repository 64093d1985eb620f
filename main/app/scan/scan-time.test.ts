import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { operationId, serialNumber, type OperatorId } from '../../../protocol/ids';
import { applyEvent, startSession } from '../../domain/scan/fold';
import { SCAN_RULES } from '../../domain/scan/rules';
import type { ScanSession } from '../../domain/scan/state';
import { sessionView } from '../../domain/scan/views';
import { reportOf } from '../../domain/testing/reports';
import { HandClock } from '../testing/hand-clock';
import { ClosingTimer } from './closing-timer';
import { createClockWatch, ScanTime } from './scan-time';

const HOUR = 3_600_000;
const POLICY = { ...DEFAULT_SETTINGS.scan, idleMs: 3_000, maxMs: 10_000 };
const START = Date.UTC(2026, 10, 22);

/** A scan whose messages a test sends, with its end, and what the band shows of it. */
function scan(clock = new HandClock(START)) {
  const session = begun(clock);
  return { ...watched(clock, session), session };
}

function begun(clock: HandClock): ScanSession {
  return startSession(
    {
      kind: 'scanStarted',
      operationId: operationId('OP-1'),
      operatorId: 'tester' as OperatorId,
      scanMode: 0,
      roster: [serialNumber('A1')],
      policy: POLICY,
      rules: SCAN_RULES,
    },
    clock.now(),
  ).session;
}

function watched(clock: HandClock, session: ScanSession) {
  const ended: { reason: string; wasAsleep: boolean; at: number }[] = [];
  const time = new ScanTime(clock);
  const timer = new ClosingTimer(
    clock,
    time,
    () => session,
    ({ reason }, wasAsleep) => void ended.push({ reason, wasAsleep, at: clock.elapsed() }),
  );
  timer.arm();
  return {
    clock,
    ended,
    line: (isUp: boolean): void => {
      time.lineChanged(isUp);
      timer.arm();
    },
    message: (): void => {
      const bootId = `unit ${session.devices.size}`;
      applyEvent(session, { kind: 'reportReceived', reportId: bootId }, clock.now(), reportOf('N/A', [], { bootId }));
      timer.arm();
    },
    beginAnew: (): void => {
      applyEvent(session, { kind: 'reopened' }, clock.now(), null);
      timer.arm();
    },
    /** What the band shows: how long it runs, and how long until its ends, ms. */
    band: (): number[] => {
      const { roundStartedAt, idleEndsAt, endsAt } = sessionView(session, 0, time.shown(session));
      return [clock.now() - roundStartedAt, (idleEndsAt ?? 0) - clock.now(), (endsAt ?? 0) - clock.now()];
    },
  };
}

const ACTS = ['message', 'second', 'back', 'forward'] as const;
const ACTS_OF_A_MOMENT = ['message', 'second', 'beginAnew', 'sameMoment'] as const;

function* orders<Act>(acts: readonly Act[], length: number): Generator<readonly Act[]> {
  if (length === 0) yield [];
  else for (const rest of orders(acts, length - 1)) for (const act of acts) yield [...rest, act];
}

describe('a line to the broker that breaks in mid-scan', () => {
  it('ends no scan by silence, and the idle time begins again when it is back', () => {
    const { clock, ended, line, band } = scan();
    clock.pass(1_000);
    line(false);
    clock.pass(5_000);
    expect(ended).toEqual([]);
    line(true);
    expect(band()).toEqual([6_000, 3_000, 4_000]);
    clock.pass(2_999);
    expect(ended).toEqual([]);
    clock.pass(1);
    expect(ended).toEqual([{ reason: 'idle', wasAsleep: false, at: 9_000 }]);
  });

  it('that never comes back ends at the longest time', () => {
    const { clock, ended, line } = scan();
    line(false);
    clock.pass(9_999);
    expect(ended).toEqual([]);
    clock.pass(1);
    expect(ended).toEqual([{ reason: 'maxTime', wasAsleep: false, at: 10_000 }]);
  });

  it('shows no end by silence meanwhile', () => {
    const { session, clock } = scan();
    const time = new ScanTime(clock);
    time.lineChanged(false);
    expect(sessionView(session, 0, time.shown(session)).idleEndsAt).toBeNull();
  });
});

describe('a program that stands still over the end of the idle time', () => {
  it('reads what came meanwhile before silence ends the scan', () => {
    const { clock, ended, message } = scan();
    clock.pass(5_000);
    expect(ended).toEqual([]);
    message();
    clock.pass(2_999);
    expect(ended).toEqual([]);
    clock.pass(1);
    expect(ended).toMatchObject([{ reason: 'idle', at: 8_000 }]);
  });

  it('ends it a moment later where nothing came', () => {
    const { clock, ended } = scan();
    clock.pass(5_000);
    clock.pass(500);
    expect(ended).toEqual([{ reason: 'idle', wasAsleep: false, at: 5_500 }]);
  });
});

describe('the time of a scan', () => {
  it('is kept in every order of messages, of time that passes and of a clock that is set', () => {
    let tried = 0;
    for (const order of orders(ACTS, 6)) {
      const { clock, ended, message, band } = scan();
      let last = 0;
      const look = (): void => {
        if (ended.length > 0) return;
        expect([order, ...band()]).toEqual([
          order,
          clock.elapsed(),
          last + POLICY.idleMs - clock.elapsed(),
          POLICY.maxMs - clock.elapsed(),
        ]);
      };
      for (const act of order) {
        if (ended.length > 0) break;
        if (act === 'second') clock.pass(1_000);
        else if (act === 'message') {
          message();
          last = clock.elapsed();
        } else clock.set(clock.now() + (act === 'back' ? -HOUR : HOUR));
        look();
      }
      for (let step = 0; step < 12 && ended.length === 0; step += 1) clock.pass(1_000);
      expect([order, ended]).toEqual([order, [{ reason: 'idle', wasAsleep: false, at: last + POLICY.idleMs }]]);
      tried += 1;
    }
    expect(tried).toBe(4 ** 6);
  });

  it('is kept in every order of messages and new beginnings that come in one moment, which a clock that is set says again and again', () => {
    for (const order of orders(ACTS_OF_A_MOMENT, 6)) {
      const { clock, ended, message, beginAnew } = scan();
      let last = 0;
      for (const act of order) {
        if (ended.length > 0) break;
        if (act === 'second') clock.pass(1_000);
        else if (act === 'sameMoment') clock.set(START);
        else {
          last = clock.elapsed();
          (act === 'message' ? message : beginAnew)();
        }
      }
      for (let step = 0; step < 12 && ended.length === 0; step += 1) clock.pass(1_000);
      expect([order, ended]).toEqual([order, [{ reason: 'idle', wasAsleep: false, at: last + POLICY.idleMs }]]);
    }
  });

  it('a round that begins again in the moment that it began in has its whole time', () => {
    const { clock, ended, message, beginAnew } = scan();
    for (let second = 1; second <= 20; second += 1) {
      clock.pass(1_000);
      if (second === 8) clock.set(START);
      if (second === 8) beginAnew();
      else if (ended.length === 0) message();
    }
    expect(ended).toEqual([{ reason: 'maxTime', wasAsleep: false, at: 8_000 + POLICY.maxMs }]);
  });

  it.each([-HOUR, HOUR, -4 * 365 * 24 * HOUR])(
    'has its maximum though messages keep coming and the clock is set by %d ms',
    (by) => {
      for (let when = 1; when <= 9; when += 1) {
        const { clock, ended, message } = scan();
        for (let second = 1; second <= 10; second += 1) {
          if (second === when) clock.set(clock.now() + by);
          clock.pass(1_000);
          message();
        }
        expect([when, ended]).toEqual([when, [{ reason: 'maxTime', wasAsleep: false, at: POLICY.maxMs }]]);
      }
    },
  );

  it('that the computer slept is no end', () => {
    const { clock, ended } = scan();
    clock.pass(1_000);
    clock.sleep(HOUR);
    clock.pass(2_000);
    expect(ended).toEqual([{ reason: 'idle', wasAsleep: true, at: HOUR + 3_000 }]);
  });

  it.each([
    ['goes on where the clock says, after a restart', 2_000, POLICY.maxMs - 2_000],
    ['is never longer than the whole after a restart with a clock that was set back', -HOUR, POLICY.maxMs],
  ])('%s', (_what, by, left) => {
    const before = new HandClock(START);
    const session = begun(before);
    const after = new HandClock(START + by);
    const { clock, ended, message } = watched(after, session);
    for (let step = 0; step < 30 && ended.length === 0; step += 1) {
      clock.pass(500);
      message();
    }
    expect(ended).toEqual([{ reason: 'maxTime', wasAsleep: false, at: left }]);
  });

  it('that is over long since at a restart asks again who is missing', () => {
    const session = begun(new HandClock(START));
    const { clock, ended } = watched(new HandClock(START + HOUR), session);
    clock.pass(0);
    expect(ended).toEqual([{ reason: 'idle', wasAsleep: true, at: 0 }]);
  });
});

it('a clock that is set is seen once', () => {
  const clock = new HandClock(START);
  const wasSet = createClockWatch(clock);
  clock.pass(5_000);
  clock.sleep(HOUR);
  expect(wasSet()).toBe(false);
  clock.set(clock.now() - HOUR);
  expect([wasSet(), wasSet()]).toEqual([true, false]);
});
