import { describe, expect, it } from 'vitest';
import { percentile, spreadOf } from './statistics';

describe('several measurements in short', () => {
  it('gives the middle one, the least and the most, whatever their order', () => {
    expect(spreadOf([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30 });
    expect(spreadOf([10, 20])).toEqual({ median: 15, min: 10, max: 20 });
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  it('finds a percentile between the two nearest values', () => {
    const hundredAndOne = Array.from({ length: 101 }, (_, index) => index);
    expect(percentile(hundredAndOne, 95)).toBe(95);
    expect(percentile([0, 100], 95)).toBe(95);
    expect(percentile([3, 1, 2], 100)).toBe(3);
  });

  it('makes no figure of nothing', () => {
    expect(() => percentile([], 50)).toThrow('Nothing was measured');
  });
});
