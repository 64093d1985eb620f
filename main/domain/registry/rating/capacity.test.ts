import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { capacity10 } from './capacity';
import { priceBy } from './price-editions';
import type { RatedComputer } from './rated-computer';

const BARE: RatedComputer = { processor: null, ramModules: [], dataStorages: [], appearance: 'B', functionality: 'A' };
const withSizes = (
  cores: number | null,
  speedGHz: number | null,
  ramMB: number | null,
  diskMB: number | null,
): RatedComputer => ({
  ...BARE,
  processor: { cores, speedGHz, benchmark: null },
  ramModules: [{ sizeMB: ramMB, speedMHz: null }],
  dataStorages: [{ sizeMB: diskMB, benchmark: null }],
});

it.each([
  ['the least of all', withSizes(1, 1, 1_024, 32_768), { processor: 1, ram: 1, dataStorage: 1, rating: 1.4 }],
  ['the most of all', withSizes(32, 2, 65_536, 2_097_152), { processor: 4, ram: 4, dataStorage: 4, rating: 4.4 }],
  ['half of the doublings', withSizes(4, 2, 8_192, 262_144), { processor: 2.5, ram: 2.5, dataStorage: 2.5, rating: 2.9 }],
  ['more than counts', withSizes(128, 4, 1e6, 1e8), { processor: 4, ram: 4, dataStorage: 4, rating: 4.4 }],
  ['nothing known', withSizes(null, null, null, null), { processor: 1.34, ram: null, dataStorage: null }],
  ['nothing in it', BARE, { processor: null, ram: null, dataStorage: null, rating: 1.4 }],
])('rates %s, without a benchmark', (_what, computer, expected) => {
  expect(capacity10(computer)).toMatchObject({ ...expected, partial: false });
});

it('never rates more of anything lower, and its breakdown comes to its rating', () => {
  const size = fc.integer({ min: 1, max: 3_000_000 });
  fc.assert(
    fc.property(fc.tuple(size, size, size, size), fc.tuple(size, size, size, size), (one, other) => {
      const pick = (of: (...values: number[]) => number) => {
        const [cores = 1, speed = 1, ram = 1, disk = 1] = one.map((value, index) => of(value, other[index] ?? value));
        return capacity10(withSizes(cores, speed / 1e6, ram, disk));
      };
      const [more, less] = [pick(Math.max), pick(Math.min)];
      expect(more.rating).toBeGreaterThanOrEqual(less.rating);
      expect(more.rating).toBeCloseTo(more.breakdown?.sum ?? Number.NaN, 1);
    }),
  );
});

it('Ereuse 1.1 has the amount of 1.0, and shares that come to it', () => {
  for (const type of ['Desktop', 'Laptop', 'Server'] as const) {
    for (let cents = 201; cents <= 500; cents += 1) {
      const [old, exact] = ['1.0', '1.1'].map((version) => priceBy({ software: 'Ereuse', version }, type, cents / 100));
      const { refurbisher, platform, retailer } = exact?.shares ?? {};
      const sum = [refurbisher, platform, retailer].reduce((all, share) => all + (share?.standard.amount ?? 0), 0);
      expect(sum).toBeCloseTo(exact?.amount ?? Number.NaN, 6);
      expect(exact?.amount).toBe(old?.amount);
    }
    expect(priceBy({ software: 'Ereuse', version: '1.1' }, type, 2)).toBeNull();
  }
  expect(priceBy({ software: 'Other', version: '1.0' }, 'Desktop', 4)).toBeNull();
});
