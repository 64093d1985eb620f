import type { RateResult, ScoredKind, ScoredTerm, TermInput } from '../../../../protocol/registry/rating';
import { appearanceBias, functionalityBias } from './biases';
import { harmonicMean } from './harmonic-mean';
import { rangeOf } from './range';
import type { RateComputer, RatedComputer, RatedDataStorage, RatedProcessor, RatedRamModule } from './rated-computer';
import { roundToCents } from './rounding';

/**
 * ECost 1.0 as it ran for years: 242 was typed where 0.242 was meant, so the straight middle of the curve is never reached, and a value just
 * below the middle scores more than one above it. Kept, because prices were made with it.
 */
export const ecost10: RateComputer = createECost(242);

/** ECost 1.1: the curve that was meant. A better value never scores less (at the joints within 0.0001). */
export const ecost11: RateComputer = createECost(0.242);

const WEIGHTS = { processor: 0.5, dataStorage: 0.2, ram: 0.3 } as const;
/** What a kind counts that the computer does not have or that cannot be scored. */
const NO_RESULT = 1;
/** Half of the scale: from here on a value counts less and less. */
const MIDDLE = 0.5;

const ASSUMED_BENCHMARK = 4_000;
const ASSUMED_CORES = 1;
const ASSUMED_SPEED_GHZ = 1.6;
const BENCHMARK_PER_GHZ_AND_CORE = 2_000;
/** A module whose speed is unknown counts as the faster the larger it is. */
const MB_PER_ASSUMED_MHZ = 3.7;

type Curve = (normalised: number) => number;
type Scale = Omit<ScoredTerm, 'normalised' | 'score'>;

/** @param straightFrom the normalised value from which the curve is a straight line, up to the middle */
function createECost(straightFrom: number): RateComputer {
  const curve: Curve = (normalised) => {
    if (normalised >= MIDDLE) return Math.log10(2 * normalised) + 3.57;
    if (normalised >= straightFrom) return 7 * normalised + 0.06;
    const grown = Math.exp(normalised);
    return grown / (2 - grown);
  };
  return (computer) => rate(computer, curve);
}

function rate(computer: RatedComputer, curve: Curve): RateResult {
  const processor = scoreProcessor(computer.processor, curve);
  const dataStorage = scoreDataStorages(computer.dataStorages, curve);
  const ram = scoreRam(computer.ramModules, curve);
  const kinds = [processor, dataStorage, ram];
  const fused = harmonicMean(kinds.map(({ weight, counted }) => ({ weight, value: counted })));
  const appearance = { grade: computer.appearance, bias: appearanceBias(computer.appearance) };
  const functionality = { grade: computer.functionality, bias: functionalityBias(computer.functionality) };
  const sum = fused + functionality.bias + appearance.bias;
  const rating = roundToCents(Math.max(0, sum));
  return {
    rating,
    range: rangeOf(rating),
    processor: roundedScore(processor),
    ram: roundedScore(ram),
    dataStorage: roundedScore(dataStorage),
    appearance: roundToCents(appearance.bias),
    functionality: roundToCents(functionality.bias),
    partial: kinds.some(({ outcome }) => outcome === 'benchmarkMissing'),
    breakdown: { kinds, fused, appearance, functionality, sum },
    photobox: null,
  };
}

function scoreProcessor(processor: RatedProcessor | null, curve: Curve): ScoredKind {
  if (processor === null) return withoutResult('processor', 'absent');
  if (processor.benchmark === null) return withoutResult('processor', 'benchmarkMissing');
  const benchmark = orAssumed('benchmark', processor.benchmark.rate, ASSUMED_BENCHMARK, '');
  const cores = orAssumed('cores', processor.cores, ASSUMED_CORES, '');
  const speed = orAssumed('speed', processor.speedGHz, ASSUMED_SPEED_GHZ, 'GHz');
  return scored('processor', [
    term(curve, {
      name: 'performance',
      inputs: [benchmark, cores, speed],
      value: (benchmark.value + BENCHMARK_PER_GHZ_AND_CORE * speed.value * cores.value) / 2,
      unit: '',
      low: 3_196.17,
      high: 17_503.81,
      weight: 1,
    }),
  ]);
}

function scoreRam(modules: readonly RatedRamModule[], curve: Curve): ScoredKind {
  if (modules.length === 0) return withoutResult('ram', 'absent');
  const size = totalSize(modules);
  if (size === 0) return withoutResult('ram', 'sizeUnknown');
  const speeds = modules.map(({ sizeMB, speedMHz }) => orAssumed('speed', speedMHz, (sizeMB ?? 0) / MB_PER_ASSUMED_MHZ, 'MHz'));
  const speed = weightedBySize(modules, (_module, index) => speeds[index]?.value ?? 0);
  return scored('ram', [
    term(curve, { name: 'size', inputs: sizes(modules), value: size, unit: 'MB', low: 256, high: 8_192, weight: 0.7 }),
    term(curve, { name: 'speed', inputs: speeds, value: speed, unit: 'MHz', low: 133, high: 1_333, weight: 0.3 }),
  ]);
}

function scoreDataStorages(storages: readonly RatedDataStorage[], curve: Curve): ScoredKind {
  if (storages.length === 0) return withoutResult('dataStorage', 'absent');
  const measured = storages.flatMap(({ sizeMB, benchmark }) => (benchmark === null ? [] : [{ sizeMB, ...benchmark }]));
  if (measured.length < storages.length) return withoutResult('dataStorage', 'benchmarkMissing');
  const size = totalSize(measured);
  if (size === 0) return withoutResult('dataStorage', 'sizeUnknown');
  const speedTerm = (name: 'readSpeed' | 'writeSpeed', low: number, high: number) =>
    term(curve, {
      name,
      inputs: measured.map((storage) => ({ name, value: storage[name], unit: 'MB/s', assumed: false })),
      value: weightedBySize(measured, (storage) => storage[name]),
      unit: 'MB/s',
      low,
      high,
      weight: 0.25,
    });
  return scored('dataStorage', [
    term(curve, { name: 'size', inputs: sizes(measured), value: size, unit: 'MB', low: 4, high: 265_000, weight: 0.5 }),
    speedTerm('readSpeed', 2.7, 109.5),
    speedTerm('writeSpeed', 2, 27.35),
  ]);
}

function term(curve: Curve, scale: Scale): ScoredTerm {
  const normalised = Math.max(0, (scale.value - scale.low) / (scale.high - scale.low));
  return { ...scale, normalised, score: curve(normalised) };
}

function scored(kind: ScoredKind['kind'], terms: readonly ScoredTerm[]): ScoredKind {
  const score = harmonicMean(terms.map((one) => ({ weight: one.weight, value: one.score })));
  return { kind, outcome: 'scored', terms, score, counted: score, weight: WEIGHTS[kind] };
}

function withoutResult(kind: ScoredKind['kind'], outcome: Exclude<ScoredKind['outcome'], 'scored'>): ScoredKind {
  return { kind, outcome, terms: [], score: null, counted: NO_RESULT, weight: WEIGHTS[kind] };
}

function orAssumed(name: TermInput['name'], reported: number | null, otherwise: number, unit: TermInput['unit']): TermInput {
  const assumed = reported === null || reported === 0;
  return { name, value: assumed ? otherwise : reported, unit, assumed };
}

function sizes(parts: readonly { readonly sizeMB: number | null }[]): readonly TermInput[] {
  return parts.map(({ sizeMB }) => ({ name: 'size', value: sizeMB ?? 0, unit: 'MB', assumed: sizeMB === null }));
}

function totalSize(parts: readonly { readonly sizeMB: number | null }[]): number {
  return parts.reduce((total, { sizeMB }) => total + (sizeMB ?? 0), 0);
}

function weightedBySize<Part extends { readonly sizeMB: number | null }>(
  parts: readonly Part[],
  valueOf: (part: Part, index: number) => number,
): number {
  const sum = parts.reduce((total, part, index) => total + (part.sizeMB ?? 0) * valueOf(part, index), 0);
  return sum / totalSize(parts);
}

function roundedScore({ score }: ScoredKind): number | null {
  return score === null ? null : roundToCents(score);
}
