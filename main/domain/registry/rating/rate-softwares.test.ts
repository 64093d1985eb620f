import { expect, it } from 'vitest';
import { OFFICIAL_RATE, REGISTERED_RATES, rateByAll } from './rate-softwares';
import type { RateComputer, RatedComputer } from './rated-computer';

const COMPUTER: RatedComputer = {
  processor: { cores: 2, speedGHz: 2.5, benchmark: { rate: 9_974.3 } },
  ramModules: [],
  dataStorages: [],
  appearance: 'B',
  functionality: 'A',
};

it('rates by every software and version, one of them official', () => {
  const rates = rateByAll(COMPUTER);
  // New ones come after these: what was submitted keeps the order of its rates.
  const first = rates.slice(0, 3);
  expect(first.map(({ software, version, isOfficial }) => [software, version, isOfficial])).toEqual([
    ['ECost', '1.0', true],
    ['ECost', '1.1', false],
    ['Capacity', '1.0', false],
  ]);
  expect(rates.map(({ isOfficial }) => isOfficial).indexOf(true, 1)).toBe(-1);
  expect(first.map(({ result }) => result.processor)).toEqual([4.09, 3.38, 2.16]);
  expect(
    REGISTERED_RATES.some(({ software, version }) => software === OFFICIAL_RATE.software && version === OFFICIAL_RATE.version),
  ).toBe(true);
});

it('gives four rates for two softwares with two versions each', () => {
  const [first] = REGISTERED_RATES;
  const rate: RateComputer = (computer) => {
    if (first === undefined) throw new Error('nothing is registered');
    return first.rate(computer);
  };
  const registered = ['ECost', 'Other'].flatMap((software) => ['1.0', '2.0'].map((version) => ({ software, version, rate })));
  const rates = rateByAll(COMPUTER, registered, { software: 'Other', version: '2.0' });
  expect(rates).toHaveLength(4);
  expect(rates.filter(({ isOfficial }) => isOfficial)).toMatchObject([{ software: 'Other', version: '2.0' }]);
});
