import { expect, it } from 'vitest';
import { Scenario } from '../../domain/testing/scenario';
import { HandClock } from '../testing/hand-clock';
import { ClosingTimer } from './closing-timer';
import { ScanTime } from './scan-time';

const MAX_MS = 60_000;

/** A scan of which nothing is heard, so that only its longest time ends it. */
function running() {
  const { session } = new Scenario(['SN1'], { idleMs: MAX_MS * 2, maxMs: MAX_MS });
  const clock = new HandClock(session.roundStartedAt);
  const due: [string, boolean][] = [];
  const timer = new ClosingTimer(
    clock,
    new ScanTime(clock),
    () => session,
    ({ reason }, wasAsleep) => void due.push([reason, wasAsleep]),
  );
  timer.arm();
  return { clock, timer, due };
}

it('an end that passed while the computer slept is seen with the next event, not when its timer has run off', () => {
  const { clock, timer, due } = running();
  clock.sleep(15 * 60_000);
  timer.arm();
  clock.pass(0);
  expect(due).toEqual([['maxTime', true]]);
});

it('events change nothing about an end that is still to come', () => {
  const { clock, timer, due } = running();
  for (let event = 0; event < 20; event += 1) {
    clock.pass(1_000);
    timer.arm();
  }
  expect([due, clock.waiting]).toEqual([[], 1]);
  clock.pass(MAX_MS - 20_000);
  expect(due).toEqual([['maxTime', false]]);
});

it('events that are read after a standstill do not cut its reading short', () => {
  const { clock, timer, due } = running();
  clock.sleep(MAX_MS + 1_000);
  timer.arm();
  clock.pass(0);
  timer.arm();
  clock.pass(0);
  expect(due).toEqual([]);
  clock.pass(500);
  expect(due).toEqual([['maxTime', false]]);
});
