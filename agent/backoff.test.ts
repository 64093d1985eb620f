import { describe, expect, it } from 'vitest';
import { createBackoff } from './backoff';

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
