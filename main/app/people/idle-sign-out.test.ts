import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import { automaticSignOut, IdleSignOut } from './idle-sign-out';
import { HandClock } from '../testing/hand-clock';

const AFTER_MS = 60_000;

function watched(afterMs = AFTER_MS) {
  const clock = new HandClock(1_000_000);
  const state = { signedIn: true, afterMs, out: [] as number[] };
  const idle = new IdleSignOut({
    clock,
    afterMs: () => state.afterMs,
    isSignedIn: () => state.signedIn,
    signOut: (idleMs) => {
      state.signedIn = false;
      state.out.push(idleMs);
    },
  });
  idle.restart();
  return { clock, state, idle };
}

describe('sign-out by itself', () => {
  it('comes after the set time without a sign of life, once', () => {
    const { clock, state } = watched();
    clock.pass(AFTER_MS - 1);
    expect(state.out).toEqual([]);
    clock.pass(1);
    expect(state.out).toEqual([AFTER_MS]);
    clock.pass(10 * AFTER_MS);
    expect(state.out).toEqual([AFTER_MS]);
    expect(clock.waiting).toBe(0);
  });

  it('waits again with each sign of life', () => {
    const { clock, state, idle } = watched();
    for (let turn = 0; turn < 5; turn += 1) {
      clock.pass(AFTER_MS - 1);
      idle.active();
    }
    expect(state.out).toEqual([]);
    expect(clock.waiting).toBe(1);
  });

  it('counts the time that the computer slept: who comes back is signed out', () => {
    const { clock, state, idle } = watched();
    clock.sleep(AFTER_MS + 5_000);
    idle.active();
    expect(state.out).toEqual([AFTER_MS + 5_000]);
  });

  it.each([2_400_000, -2_400_000])(
    'a clock that is set by %d ms signs nobody out, and is no time that the trail speaks of',
    (by) => {
      const { clock, state, idle } = watched();
      clock.pass(1_000);
      clock.set(clock.now() + by);
      idle.active();
      expect(state.out).toEqual([]);
      clock.pass(AFTER_MS);
      expect(state.out).toEqual([AFTER_MS]);
    },
  );

  it('a clock that is set back keeps nobody signed in longer', () => {
    const { clock, state } = watched();
    clock.set(0);
    clock.pass(AFTER_MS);
    expect(state.out).toEqual([AFTER_MS]);
  });

  it('never comes where it is turned off, or nobody is signed in', () => {
    const off = watched(0);
    expect(off.clock.waiting).toBe(0);
    off.clock.sleep(1e9);
    off.idle.active();
    expect(off.state.out).toEqual([]);
    const nobody = watched();
    nobody.state.signedIn = false;
    nobody.clock.pass(AFTER_MS);
    expect(nobody.state.out).toEqual([]);
  });

  it('says in the trail how long nobody was there', () => {
    expect([60_000, 119_400, 120_000, 900_000].map((ms) => english(automaticSignOut(ms)))).toEqual([
      'automatic, nobody was there for 60 s',
      'automatic, nobody was there for 119 s',
      'automatic, nobody was there for 2 min',
      'automatic, nobody was there for 15 min',
    ]);
  });
});
