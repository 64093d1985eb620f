import { describe, expect, it } from 'vitest';
import { createRandom, shareOf } from './random';

function draws(seed: number | string, count: number): readonly number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

describe('createRandom', () => {
  it('gives the same sequence for the same seed, on every machine', () => {
    expect(draws(1, 50)).toEqual(draws(1, 50));
    const random = createRandom('rack');
    expect(Array.from({ length: 6 }, () => random.below(1000))).toEqual([721, 781, 216, 618, 885, 346]);
  });

  it('gives another sequence for another seed', () => {
    expect(draws(1, 5)).not.toEqual(draws(2, 5));
    expect(draws('a', 5)).not.toEqual(draws('b', 5));
  });

  it('spreads evenly', () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (const value of draws(3, 20_000)) buckets[Math.floor(value * 10)] = (buckets[Math.floor(value * 10)] ?? 0) + 1;
    expect(Math.min(...buckets)).toBeGreaterThan(1850);
    expect(Math.max(...buckets)).toBeLessThan(2150);
  });

  it('shuffles without losing anything or touching the list', () => {
    const list = Array.from({ length: 100 }, (_, index) => index);
    const shuffled = createRandom(1).shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
  });
});

describe('shareOf', () => {
  it('belongs to text and seed, and spreads evenly over serial numbers that follow each other', () => {
    const shares = Array.from({ length: 1000 }, (_, index) => shareOf(`Q186I${15_000 + index}`, 1));
    expect(shareOf('Q186I15000', 1)).toBe(shares[0]);
    expect(shareOf('Q186I15000', 2)).not.toBe(shares[0]);
    const lower = shares.filter((share) => share < 0.5).length;
    expect(lower).toBeGreaterThan(430);
    expect(lower).toBeLessThan(570);
  });
});
