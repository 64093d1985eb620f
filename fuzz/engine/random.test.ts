import { describe, expect, it } from 'vitest';
import { Random } from './random';

const first = (seed: string, count: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(1_000_000));
};

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(first('1 roster', 50)).toEqual(first('1 roster', 50));
    expect(first('1 roster', 50)).not.toEqual(first('2 roster', 50));
    expect(first('', 3)).toEqual(first('', 3));
  });

  it('stays within what is asked for and reaches all of it', () => {
    const random = new Random('x');
    const seen = new Set(Array.from({ length: 500 }, () => random.between(3, 7)));
    expect(seen).toEqual(new Set([3, 4, 5, 6, 7]));
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
