import { describe, expect, it } from 'vitest';
import { formatClock, formatCount, formatDuration, formatEnd } from './format';

describe('format', () => {
  it('groups the digits of counts', () => {
    expect([0, 24, 10_000].map(formatCount)).toEqual(['0', '24', '10,000']);
  });

  it('writes lengths of time as clocks do, and never below nought', () => {
    expect([-5_000, 0, 42_000, 725_000, 3_723_000].map(formatDuration)).toEqual(['0:00', '0:00', '0:42', '12:05', '1:02:03']);
  });

  it('writes the time of day, and a dash for what never was', () => {
    expect(formatClock(new Date(2026, 10, 21, 7, 5, 9).getTime())).toBe('07:05:09');
    expect([formatClock(0), formatClock(null)]).toEqual(['–', '–']);
  });

  it('writes an end with its day only where that is another day', () => {
    const start = new Date(2026, 10, 21, 23, 50).getTime();
    expect(formatEnd(start, start + 300_000)).toBe('23:55');
    expect(formatEnd(start, start + 900_000)).toBe('22 Nov 2026, 00:05');
  });
});
