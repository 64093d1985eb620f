import { describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock';

const clock = createSystemClock();

describe('system clock', () => {
  it('tells the time in milliseconds since 1970', () => {
    const before = Date.now();
    const now = clock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('calls back once, not before the delay has passed', async () => {
    const started = performance.now();
    await new Promise<void>((resolve) => clock.after(20, resolve));
    expect(performance.now() - started).toBeGreaterThanOrEqual(19);
  });

  it('does not call back after it was cancelled', async () => {
    const calls: string[] = [];
    const cancel = clock.after(5, () => calls.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => clock.after(15, resolve));
    expect(calls).toEqual([]);
  });

  it('takes delays that are longer than one timer can be', () => {
    vi.useFakeTimers();
    try {
      const calls: string[] = [];
      const longMs = 2 ** 32;
      clock.after(longMs, () => calls.push('late'));
      vi.advanceTimersByTime(longMs - 1);
      expect(calls).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(calls).toEqual(['late']);
    } finally {
      vi.useRealTimers();
    }
  });
});
