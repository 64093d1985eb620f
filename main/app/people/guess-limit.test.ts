import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUESS_EVERY_MS, GuessLimit, GUESSES_AT_ONCE } from './guess-limit';

const FULL_MS = GUESSES_AT_ONCE * GUESS_EVERY_MS;

describe('the limit of guesses', () => {
  it('bears so many at once, then one a minute, and forgets all when they are that long ago', () => {
    const limit = new GuessLimit(0);
    for (let guess = 0; guess < GUESSES_AT_ONCE; guess += 1) {
      expect(limit.wait(1_000)).toBe(0);
      limit.take(1_000);
    }
    expect(limit.wait(1_000)).toBe(GUESS_EVERY_MS);
    expect(limit.wait(1_000 + GUESS_EVERY_MS)).toBe(0);
    limit.take(1_000 + GUESS_EVERY_MS);
    expect(limit.wait(1_000 + GUESS_EVERY_MS)).toBe(GUESS_EVERY_MS);
    const later = new GuessLimit(limit.emptyAt);
    for (let guess = 0; guess < GUESSES_AT_ONCE; guess += 1) {
      expect(later.wait(1_000 + GUESS_EVERY_MS + FULL_MS)).toBe(0);
      later.take(1_000 + GUESS_EVERY_MS + FULL_MS);
    }
  });

  it('makes nobody wait longer than a minute, whatever the clock does and whatever was kept', () => {
    const step = fc.record({ ms: fc.integer({ min: -1e9, max: 1e9 }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer()), fc.array(step, { maxLength: 60 }), (kept, steps) => {
        const limit = new GuessLimit(kept);
        let now = 1.8e12;
        for (const { ms, right } of steps) {
          now += ms;
          const wait = limit.wait(now);
          expect(wait).toBeLessThanOrEqual(GUESS_EVERY_MS);
          // Whoever waits that long may guess.
          now += wait;
          expect(limit.wait(now)).toBe(0);
          if (limit.wait(now) > 0) continue;
          limit.take(now);
          if (right) limit.giveBack(now);
        }
      }),
    );
  });

  it('lets through no more wrong ones than its measure, in whatever order right ones come between', () => {
    const gap = fc.integer({ min: 0, max: 2 * GUESS_EVERY_MS });
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, fc.boolean()), { maxLength: 200 }), (guesses) => {
        const limit = new GuessLimit(0);
        const start = 1.8e12;
        let now = start;
        let wrong = 0;
        for (const [ms, right] of guesses) {
          now += ms;
          if (limit.wait(now) > 0) continue;
          limit.take(now);
          if (right) limit.giveBack(now);
          else wrong += 1;
        }
        expect(wrong).toBeLessThanOrEqual(GUESSES_AT_ONCE + (now - start) / GUESS_EVERY_MS);
      }),
    );
  });
});
