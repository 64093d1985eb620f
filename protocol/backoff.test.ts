import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

const CONSOLE = { firstMs: 200, maxMs: 5_000, spread: [0.8, 1.2] } as const;
const AGENT = { firstMs: 100, maxMs: 1_000, spread: [0.5, 1] } as const;

describe('the wait between two tries', () => {
  it('doubles up to the longest', () => {
    expect([1, 2, 3, 4, 5, 6, 1_000].map((attempt) => backoffMs(CONSOLE, attempt, 0.5))).toEqual([
      200, 400, 800, 1_600, 3_200, 5_000, 5_000,
    ]);
  });

  it('is spread by chance between two shares of it', () => {
    expect([0, 1].map((random) => backoffMs({ ...CONSOLE, firstMs: 1_000 }, 1, random))).toEqual([800, 1_200]);
    expect([1, 2, 3, 4, 5, 6].map((attempt) => backoffMs(AGENT, attempt, 0))).toEqual([50, 100, 200, 400, 500, 500]);
    expect([1, 2, 3, 4, 5].map((attempt) => backoffMs(AGENT, attempt, 0.999_999))).toEqual([100, 200, 400, 800, 1000]);
  });

  it('never overflows', () => {
    expect(backoffMs(AGENT, 5_000, 1)).toBe(1_000);
  });
});
