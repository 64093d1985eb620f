import type { RateResult, ScoredKind, ScoredTerm, TermInput } from '../../../../protocol/registry/rating';
import { appearanceBias, functionalityBias } from './biases';
import { harmonicMean } from './harmonic-mean';
import { rangeOf } from './range';
import type { RateComputer, RatedComputer } from './rated-computer';
import { roundToCents } from './rounding';

/**
 * Capacity 1.0, this program's own: rates a computer by what is in it, without benchmarks, so also one that only scans have seen.
 *
 * 1. Processor: cores × GHz, from 1 to 64. Memory: MB of all modules, from 1,024 to 65,536. Data storage: MB of all disks, from
 *    32,768 to 2,097,152. Cores that are not known count as 1, a speed as 1.6 GHz.
 * 2. Each is scored on a scale of doublings: normalised = log(value / low) / log(high / low), not below 0 or above 1, and score =
 *    1 + 3 × normalised: from 1 to 4.
 * 3. A kind that is not there, or whose size is not known, counts 1. The kinds come together in a harmonic mean: processor 0.4,
 *    memory 0.4, data storage 0.2.
 * 4. rating = that mean + functionality bias + appearance bias, never below 0; the biases are those of ECost.
 */
export const capacity10: RateComputer = (computer) => {
  const kinds = [scoreProcessor(computer), scoreStorages(computer), scoreMemory(computer)];
  const fused = harmonicMean(kinds.map(({ weight, counted }) => ({ weight, value: counted })));
  const appearance = { grade: computer.appearance, bias: appearanceBias(computer.appearance) };
  const functionality = { grade: computer.functionality, bias: functionalityBias(computer.functionality) };
  const sum = fused + functionality.bias + appearance.bias;
  const rating = roundToCents(Math.max(0, sum));
  const scoreOf = (wanted: ScoredKind['kind']): number | null => {
    const score = kinds.find(({ kind }) => kind === wanted)?.score ?? null;
    return score === null ? null : roundToCents(score);
  };
  const result: RateResult = {
    rating,
    range: rangeOf(rating),
    processor: scoreOf('processor'),
    ram: scoreOf('ram'),
    dataStorage: scoreOf('dataStorage'),
    appearance: roundToCents(appearance.bias),
    functionality: roundToCents(functionality.bias),
    partial: false,
    breakdown: { kinds, fused, appearance, functionality, sum },
    photobox: null,
  };
  return result;
};

const WEIGHTS = { processor: 0.4, ram: 0.4, dataStorage: 0.2 } as const;
const NO_RESULT = 1;
const ASSUMED_CORES = 1;
const ASSUMED_GHZ = 1.6;

function scoreProcessor({ processor }: RatedComputer): ScoredKind {
  if (processor === null) return withoutResult('processor', 'absent');
  const cores = known('cores', processor.cores, ASSUMED_CORES, '');
  const speed = known('speed', processor.speedGHz, ASSUMED_GHZ, 'GHz');
  return scored('processor', {
    name: 'performance',
    inputs: [cores, speed],
    value: cores.value * speed.value,
    unit: '',
    low: 1,
    high: 64,
  });
}

function scoreMemory({ ramModules }: RatedComputer): ScoredKind {
  return scoreSizes('ram', ramModules, 1_024, 65_536);
}

function scoreStorages({ dataStorages }: RatedComputer): ScoredKind {
  return scoreSizes('dataStorage', dataStorages, 32_768, 2_097_152);
}

function scoreSizes(
  kind: 'ram' | 'dataStorage',
  parts: readonly { readonly sizeMB: number | null }[],
  low: number,
  high: number,
): ScoredKind {
  if (parts.length === 0) return withoutResult(kind, 'absent');
  const inputs = parts.map(({ sizeMB }) => known('size', sizeMB, 0, 'MB'));
  const value = inputs.reduce((sum, input) => sum + input.value, 0);
  return value === 0 ? withoutResult(kind, 'sizeUnknown') : scored(kind, { name: 'size', inputs, value, unit: 'MB', low, high });
}

function scored(kind: ScoredKind['kind'], scale: Omit<ScoredTerm, 'normalised' | 'score' | 'weight'>): ScoredKind {
  const { value, low, high } = scale;
  const normalised = Math.min(1, Math.max(0, Math.log(value / low) / Math.log(high / low)));
  const score = 1 + 3 * normalised;
  return {
    kind,
    outcome: 'scored',
    terms: [{ ...scale, normalised, score, weight: 1 }],
    score,
    counted: score,
    weight: WEIGHTS[kind],
  };
}

function withoutResult(kind: ScoredKind['kind'], outcome: 'absent' | 'sizeUnknown'): ScoredKind {
  return { kind, outcome, terms: [], score: null, counted: NO_RESULT, weight: WEIGHTS[kind] };
}

function known(name: TermInput['name'], reported: number | null, otherwise: number, unit: TermInput['unit']): TermInput {
  const assumed = reported === null || reported === 0;
  return { name, value: assumed ? otherwise : reported, unit, assumed };
}
