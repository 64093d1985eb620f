import { describe, expect, it } from 'vitest';
import { backoffDelayMs } from './backoff';

describe('back-off', () => {
  it('doubles up to the longest', () => {
    const delays = [1, 2, 3, 4, 5, 6, 1_000].map((attempt) =>
      backoffDelayMs({ attempt, firstMs: 200, longestMs: 5_000, random: 0.5 }),
    );
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  });

  it('spreads by a fifth to either side', () => {
    expect(backoffDelayMs({ attempt: 1, firstMs: 1_000, longestMs: 5_000, random: 0 })).toBe(800);
    expect(backoffDelayMs({ attempt: 1, firstMs: 1_000, longestMs: 5_000, random: 1 })).toBe(1_200);
  });
});
