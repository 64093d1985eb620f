import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PricedType, priceOf } from './price';
import { rangeOf } from './range';

const ROLES = ['refurbisher', 'platform', 'retailer'] as const;
const TYPES: readonly PricedType[] = ['Desktop', 'Laptop', 'Server'];

describe('range', () => {
  it('names every rating; a limit belongs to the range below it', () => {
    const named = [0, 2, 2.01, 3, 3.01, 4, 4.01, 4.7, 10].map(rangeOf);
    expect(named).toEqual(['VERY_LOW', 'VERY_LOW', 'LOW', 'LOW', 'MEDIUM', 'MEDIUM', 'HIGH', 'HIGH', 'HIGH']);
  });
});

describe('price', () => {
  it('of a desktop rated 4.61', () => {
    expect(priceOf('Desktop', 4.61)).toEqual({
      amount: 92.2,
      shares: {
        warranty2: 124.45,
        refurbisher: { standard: { amount: 32.38, percentage: 0.35 }, warranty2: { amount: 43.72, percentage: 0.47 } },
        platform: { standard: { amount: 18.84, percentage: 0.2 }, warranty2: { amount: 25.43, percentage: 0.27 } },
        retailer: { standard: { amount: 40.97, percentage: 0.44 }, warranty2: { amount: 55.3, percentage: 0.59 } },
      },
    });
  });

  it.each([
    ['Desktop', 3.5, 70, [26.95, 17.9, 25.14], [37.73, 25.07, 35.19]],
    ['Desktop', 2.5, 50, [25.12, 15.43, 9.43], null],
    ['Laptop', 4.5, 135, [46.83, 26.32, 61.84], [61.05, 35.53, 85.66]],
    ['Laptop', 3.5, 105, [40.1, 18.21, 46.67], [53.63, 25.5, 67.86]],
    ['Laptop', 2.5, 75, [33.96, 16.98, 24.05], null],
    ['Server', 4.61, 184.4, [64.77, 37.68, 81.94], [87.45, 50.87, 110.61]],
  ] as const)('of a %s rated %d: whole cents, cut off', (type, rating, whole, standard, warranty) => {
    const price = priceOf(type, rating);
    expect(price?.amount).toBe(whole);
    expect(ROLES.map((role) => price?.shares[role].standard.amount)).toEqual(standard);
    expect(ROLES.map((role) => price?.shares[role].warranty2?.amount)).toEqual(warranty ?? [undefined, undefined, undefined]);
    expect(price?.shares.warranty2 ?? null).toBe(
      warranty === null ? null : Number(warranty.reduce((sum: number, amount) => sum + amount, 0).toFixed(2)),
    );
  });

  it('is not computed in the lowest range', () => {
    for (const type of TYPES) {
      expect(priceOf(type, 0)).toBeNull();
      expect(priceOf(type, 2)).toBeNull();
      expect(priceOf(type, 2.01)).not.toBeNull();
    }
  });

  it('is never less than its standard shares, and rises with the rating', () => {
    const cents = fc.integer({ min: 201, max: 1_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), cents, cents, (type, one, other) => {
        const low = priceOf(type, Math.min(one, other));
        const high = priceOf(type, Math.max(one, other));
        if (low === null || high === null) throw new Error('above 2 there is a price');
        expect(high.amount).toBeGreaterThanOrEqual(low.amount);
        const sum = ROLES.reduce((total, role) => total + high.shares[role].standard.amount, 0);
        expect(sum).toBeLessThanOrEqual(high.amount + 1e-9);
        expect(sum).toBeGreaterThan(high.amount - 0.05);
        expect(high.shares.warranty2 === null).toBe(rangeOf(Math.max(one, other)) === 'LOW');
      }),
    );
  });
});
