import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RateResult, RatingBreakdown, ScoredKind } from '../../../../protocol/registry/rating';
import { ecost10, ecost11 } from './ecost';
import { APPEARANCE_RANGES, FUNCTIONALITY_RANGES } from '../../../../protocol/registry/vocabulary';
import type { RatedComputer, RatedDataStorage, RatedProcessor, RatedRamModule } from './rated-computer';

const BARE: RatedComputer = { processor: null, ramModules: [], dataStorages: [], appearance: null, functionality: null };
const ALGORITHMS = { '1.0': ecost10, '1.1': ecost11 } as const;
type Version = keyof typeof ALGORITHMS;

const storage = (sizeMB: number | null, readSpeed: number, writeSpeed: number): RatedDataStorage => ({
  sizeMB,
  benchmark: { readSpeed, writeSpeed },
});
const ram = (sizeMB: number | null, speedMHz: number | null): RatedRamModule => ({ sizeMB, speedMHz });
const processor = (rate: number | null, cores: number | null, speedGHz: number | null): RatedProcessor => ({
  cores,
  speedGHz,
  benchmark: { rate },
});

const STORAGES = {
  DS1: [storage(476_940, 126, 29.8)],
  DS2: [storage(476_940, 158, 34.7)],
  DS3: [storage(76_319, 72.2, 24.3)],
  DS4: [storage(152_587, 78.1, 24.4)],
  DS5: [storage(null, 0, 0)],
};
const MEMORIES = {
  R1: [ram(2_048, 1_333)],
  R2: [ram(4_096, 1_600), ram(2_048, 1_067)],
  R3: [ram(512, 667), ram(512, 800), ram(512, 667), ram(512, 533)],
  R4: [ram(0, 888)],
  'R4, nothing known': [ram(null, null)],
  R5: [ram(2_048, null)],
  R6: [ram(1_024, null)],
};
const PROCESSORS = {
  P1: processor(3_192.34, 1, 1.6),
  P2: processor(27_136.44, 2, 3.4),
  P3: processor(26_339.48, 2, 3.3),
  P4: processor(9_974.3, 2, 2.5),
  'P5, rate null': processor(null, null, 3.3),
  'P5, rate 0': processor(0, null, 3.3),
  P6: processor(0, 1, null),
};

const breakdownOf = ({ breakdown }: RateResult): RatingBreakdown => {
  if (breakdown === null) throw new Error('no breakdown');
  return breakdown;
};
const scoreOf = (computer: RatedComputer, kind: ScoredKind['kind'], version: Version) =>
  breakdownOf(ALGORITHMS[version](computer)).kinds.find((one) => one.kind === kind)?.score;
const fusedOf = (computer: RatedComputer) => breakdownOf(ecost11(computer)).fused;

describe('ECost, one component kind', () => {
  it.each([
    ['DS1', 4.0217, 4.0217],
    ['DS2', 4.066, 4.066],
    ['DS3', 2.6099, 2.6721],
    ['DS4', 3.6984, 3.6984],
  ] as const)('scores data storage %s', (name, as10, as11) => {
    const computer = { ...BARE, dataStorages: STORAGES[name] };
    expect(scoreOf(computer, 'dataStorage', '1.0')).toBeCloseTo(as10, 4);
    expect(scoreOf(computer, 'dataStorage', '1.1')).toBeCloseTo(as11, 4);
  });

  it.each([
    ['R1', 2.0222, 2.0222],
    ['R2', 3.7882, 3.7882],
    ['R3', 1.9936, 1.9548],
    ['R5', 1.853, 1.8643],
    ['R6', 1.2451, 1.2451],
  ] as const)('scores memory %s', (name, as10, as11) => {
    const computer = { ...BARE, ramModules: MEMORIES[name] };
    expect(scoreOf(computer, 'ram', '1.0')).toBeCloseTo(as10, 4);
    expect(scoreOf(computer, 'ram', '1.1')).toBeCloseTo(as11, 4);
  });

  it.each([
    ['P1', 1, 1],
    ['P2', 3.9503, 3.9503],
    ['P3', 3.9349, 3.9349],
    ['P4', 4.0947, 3.3825],
    ['P5, rate null', 1.3764, 1.3764],
    ['P5, rate 0', 1.3764, 1.3764],
    ['P6', 1.0589, 1.0589],
  ] as const)('scores processor %s', (name, as10, as11) => {
    const computer = { ...BARE, processor: PROCESSORS[name] };
    expect(scoreOf(computer, 'processor', '1.0')).toBeCloseTo(as10, 4);
    expect(scoreOf(computer, 'processor', '1.1')).toBeCloseTo(as11, 4);
  });

  it('gives no result, and counts 1, where no size is known', () => {
    for (const version of ['1.0', '1.1'] as const) {
      const result = ALGORITHMS[version]({ ...BARE, dataStorages: STORAGES.DS5, ramModules: MEMORIES.R4 });
      expect(result).toMatchObject({ processor: null, dataStorage: null, ram: null, partial: false });
      expect(breakdownOf(result).kinds).toMatchObject([
        { outcome: 'absent', score: null, counted: 1 },
        { outcome: 'sizeUnknown', score: null, counted: 1 },
        { outcome: 'sizeUnknown', score: null, counted: 1 },
      ]);
      expect(ALGORITHMS[version]({ ...BARE, ramModules: MEMORIES['R4, nothing known'] }).ram).toBeNull();
    }
  });

  it('normalises to the curve that ran and to the one that was meant', () => {
    // One processor whose term is x: without cores and speed of its own the value is (rate + 3200) / 2.
    const scoreAt = (normalised: number, version: Version) => {
      const value = 3_196.17 + normalised * (17_503.81 - 3_196.17);
      return scoreOf({ ...BARE, processor: processor(2 * value - 3_200, null, null) }, 'processor', version);
    };
    const table = [
      [0, 1, 1],
      [0.1, 1.2351, 1.2351],
      [0.2, 1.5687, 1.5687],
      [0.242, 1.754, 1.754],
      [0.3, 2.0763, 2.16],
      [0.4, 2.9356, 2.86],
      [0.4999, 4.6908, 3.5593],
      [0.500_001, 3.57, 3.57],
      [0.75, 3.7461, 3.7461],
      [1, 3.871, 3.871],
      [1.2, 3.9502, 3.9502],
      [2, 4.1721, 4.1721],
    ] as const;
    for (const [normalised, as10, as11] of table) {
      expect(scoreAt(normalised, '1.0')).toBeCloseTo(as10, 3);
      expect(scoreAt(normalised, '1.1')).toBeCloseTo(as11, 3);
    }
  });
});

describe('ECost, whole computers', () => {
  it.each([
    ['1193', 'P2', 'DS1', 'R2', { processor: 3.95, dataStorage: 4.02, ram: 3.79, fused: 3.91 }],
    ['1201', 'P3', 'DS2', 'R1', { processor: 3.93, dataStorage: 4.07, ram: 2.02, fused: 3.08 }],
    ['79', 'P1', 'DS3', 'R3', { processor: 1, dataStorage: 2.61, ram: 1.99, fused: 1.3753 }],
    ['798', 'P4', 'DS4', 'R4', { processor: 4.09, dataStorage: 3.7, ram: null, fused: 2.1 }],
  ] as const)('rates PC %s', (_name, cpu, disk, memory, { fused, ...scores }) => {
    const result = ecost10({
      ...BARE,
      processor: PROCESSORS[cpu],
      dataStorages: STORAGES[disk],
      ramModules: MEMORIES[memory],
      appearance: 'A',
      functionality: 'A',
    });
    expect(result).toMatchObject({ ...scores, appearance: 0.3, functionality: 0.4, partial: false });
    expect(breakdownOf(result).fused).toBeCloseTo(fused, fused === 1.3753 ? 4 : 2);
    expect(result.rating).toBeCloseTo(breakdownOf(result).fused + 0.7, 2);
  });

  it('rates PC 1193 with both best everyday grades as 4.61, HIGH', () => {
    const computer = { ...BARE, processor: PROCESSORS.P2, dataStorages: STORAGES.DS1, ramModules: MEMORIES.R2 };
    expect(ecost10({ ...computer, appearance: 'A', functionality: 'A' })).toMatchObject({ rating: 4.61, range: 'HIGH' });
  });

  it('rates a weak computer without known memory size as 0.8, VERY_LOW', () => {
    const result = ecost10({
      ...BARE,
      processor: processor(2_410, null, 1.6),
      ramModules: [ram(null, 1_333)],
      appearance: 'A',
      functionality: 'B',
    });
    expect(result).toMatchObject({ rating: 0.8, range: 'VERY_LOW', processor: 1, ram: null, dataStorage: null, partial: false });
  });

  it('never crashes on a missing benchmark: no result, counted 1, marked partial', () => {
    const result = ecost10({
      ...BARE,
      processor: { cores: 4, speedGHz: 3, benchmark: null },
      dataStorages: [...STORAGES.DS1, { sizeMB: null, benchmark: null }],
      ramModules: MEMORIES.R2,
    });
    expect(result).toMatchObject({ processor: null, dataStorage: null, ram: 3.79, partial: true });
    expect(breakdownOf(result).kinds.map(({ outcome }) => outcome)).toEqual(['benchmarkMissing', 'benchmarkMissing', 'scored']);
    expect(breakdownOf(result).fused).toBeCloseTo(1 / (0.7 + 0.3 / 3.7882), 4);
  });

  it('adds the bias of every grade, and never goes below 0', () => {
    const rated = (appearance: RatedComputer['appearance'], functionality: RatedComputer['functionality']) =>
      ecost10({ ...BARE, appearance, functionality });
    expect([...APPEARANCE_RANGES, null].map((grade) => rated(grade, 'A').appearance)).toEqual([
      0.5, 0.3, 0, -0.2, -0.5, -1, -0.3,
    ]);
    expect([...FUNCTIONALITY_RANGES, null].map((grade) => rated('Z', grade).functionality)).toEqual([0.4, -0.5, -0.75, -1, -0.3]);
    expect(rated('E', 'D')).toMatchObject({ rating: 0, breakdown: { sum: -1 } });
  });

  it('explains every term: what went in, how it was normalised, what came out', () => {
    const { kinds } = breakdownOf(
      ecost11({ ...BARE, processor: processor(0, null, 3.3), ramModules: MEMORIES.R5, dataStorages: STORAGES.DS3 }),
    );
    expect(kinds[0]?.terms).toMatchObject([
      {
        name: 'performance',
        inputs: [
          { name: 'benchmark', value: 4_000, assumed: true },
          { name: 'cores', value: 1, assumed: true },
          { name: 'speed', value: 3.3, unit: 'GHz', assumed: false },
        ],
        value: 5_300,
        normalised: (5_300 - 3_196.17) / (17_503.81 - 3_196.17),
      },
    ]);
    expect(kinds.flatMap(({ terms }) => terms.map(({ name }) => name))).toEqual([
      'performance',
      'size',
      'readSpeed',
      'writeSpeed',
      'size',
      'speed',
    ]);
    expect(kinds[2]?.terms[1]?.inputs).toEqual([{ name: 'speed', value: 2_048 / 3.7, unit: 'MHz', assumed: true }]);
    for (const { terms } of kinds) expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(kinds.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

const positive = (max: number) => fc.double({ min: 0.001, max, noNaN: true });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const anyComputer: fc.Arbitrary<RatedComputer> = fc.record({
  processor: orNull(
    fc.record({
      cores: orNull(fc.integer({ min: 0, max: 256 })),
      speedGHz: orNull(positive(15)),
      benchmark: orNull(fc.record({ rate: orNull(fc.double({ min: 0, max: 1e7, noNaN: true })) })),
    }),
  ),
  ramModules: fc.array(fc.record({ sizeMB: orNull(fc.nat(1_000_000)), speedMHz: orNull(fc.nat(10_000)) }), { maxLength: 8 }),
  dataStorages: fc.array(
    fc.record({
      sizeMB: orNull(fc.nat(1e8)),
      benchmark: orNull(fc.record({ readSpeed: positive(20_000), writeSpeed: positive(20_000) })),
    }),
    { maxLength: 4 },
  ),
  appearance: orNull(fc.constantFrom(...APPEARANCE_RANGES)),
  functionality: orNull(fc.constantFrom(...FUNCTIONALITY_RANGES)),
});

/** The straight line and the curves beside it meet with a step this small. */
const JOINT = 0.0001;

describe('ECost, for every computer', () => {
  it('gives a number between 0 and 10, made of its own breakdown', () => {
    fc.assert(
      fc.property(anyComputer, fc.constantFrom(ecost10, ecost11), (computer, algorithm) => {
        const result = algorithm(computer);
        expect(result.rating).toBeGreaterThanOrEqual(0);
        expect(result.rating).toBeLessThanOrEqual(10);
        const { kinds, sum } = breakdownOf(result);
        expect(result.rating).toBeCloseTo(Math.max(0, sum), 1);
        for (const { outcome, score, counted, terms } of kinds) {
          expect(counted).toBeGreaterThanOrEqual(1);
          expect(score === null).toBe(outcome !== 'scored');
          for (const one of terms) expect(Number.isFinite(one.score)).toBe(true);
        }
        expect(result.partial).toBe(kinds.some(({ outcome }) => outcome === 'benchmarkMissing'));
      }),
    );
  });

  it('1.1 never rates a better processor lower', () => {
    fc.assert(
      fc.property(
        anyComputer,
        fc.tuple(positive(200_000), positive(200_000)),
        fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 })),
        fc.tuple(positive(6), positive(6)),
        (computer, rates, cores, speeds) => {
          const fusedWith = (pick: (...values: number[]) => number) =>
            fusedOf({ ...computer, processor: processor(pick(...rates), pick(...cores), pick(...speeds)) });
          expect(fusedWith(Math.max)).toBeGreaterThanOrEqual(fusedWith(Math.min) - JOINT);
        },
      ),
    );
  });

  it('1.1 never rates larger and faster memory or data storage lower', () => {
    fc.assert(
      fc.property(
        anyComputer,
        fc.tuple(positive(2e6), positive(2e6)),
        fc.tuple(positive(6_000), positive(6_000)),
        fc.tuple(positive(6_000), positive(6_000)),
        (computer, sizes, reads, writes) => {
          const fusedWith = (pick: (...values: number[]) => number) =>
            fusedOf({
              ...computer,
              ramModules: [ram(pick(...sizes), pick(...reads))],
              dataStorages: [storage(pick(...sizes), pick(...reads), pick(...writes))],
            });
          expect(fusedWith(Math.max)).toBeGreaterThanOrEqual(fusedWith(Math.min) - 3 * JOINT);
        },
      ),
    );
  });

  it('a better grade never rates lower', () => {
    const order = { appearance: APPEARANCE_RANGES, functionality: FUNCTIONALITY_RANGES };
    fc.assert(
      fc.property(anyComputer, (computer) => {
        for (const [name, grades] of Object.entries(order)) {
          const ratings = grades.map((grade) => ecost11({ ...computer, [name]: grade }).rating);
          expect(ratings).toEqual(ratings.toSorted((a, b) => b - a));
        }
      }),
    );
  });
});
