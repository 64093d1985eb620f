import type { GradesBreakdown, RateResult } from '../../../../protocol/registry/rating';
import { appearanceBias, functionalityBias } from './biases';
import { type PictureRate, ratePhotobox } from './photobox';
import { rangeOf } from './range';
import { roundToCents } from './rounding';

/** What is known of a device by each kind of rate; null where there is none of it. */
export interface KindsOfRates {
  readonly workbench: RateResult | null;
  readonly app: RateResult | null;
  /** Of a whole set of pictures. */
  readonly pictures: readonly PictureRate[] | null;
}

/**
 * What all kinds of rates of a device come to; null when there is none. The formula is this program's own:
 *
 * 1. The components are those of the last WorkbenchRate; without one, of the last AppRate, which the same algorithm computed.
 * 2. The appearance bias is the mean of what the last WorkbenchRate and the last AppRate were graded, the functionality bias
 *    likewise. A grade that one of them does not give is not counted; where neither gives it, it counts as not graded.
 * 3. Where there are pictures, they take the place of the appearance (see `photobox.ts`), and both functionality grades stay.
 * 4. rating = components + functionality bias + appearance bias, never below 0.
 *
 * So it does not matter in which order the kinds came.
 */
export function aggregateOf({ workbench, app, pictures }: KindsOfRates): RateResult | null {
  const byPersons = app === null ? workbench : withGrades(workbench, app);
  if (pictures === null) return byPersons;
  if (byPersons === null) return ratePhotobox(pictures, null);
  const functionality = byPersons.grades?.functionalityBias ?? byPersons.breakdown?.functionality.bias;
  return {
    ...ratePhotobox(pictures, byPersons, functionality),
    ...(byPersons.grades === undefined ? {} : { grades: byPersons.grades }),
  };
}

function withGrades(workbench: RateResult | null, app: RateResult): RateResult {
  const base = workbench ?? app;
  const rates: GradesBreakdown['rates'] = [
    ...gradesOf('workbench', workbench?.breakdown ?? null),
    ...gradesOf('app', app.breakdown),
  ];
  const grades: GradesBreakdown = {
    rates,
    appearanceBias: meanBias(rates.map(({ appearance }) => appearance)) ?? appearanceBias(null),
    functionalityBias: meanBias(rates.map(({ functionality }) => functionality)) ?? functionalityBias(null),
  };
  const rating = roundToCents(Math.max(0, (base.breakdown?.fused ?? 1) + grades.functionalityBias + grades.appearanceBias));
  return {
    ...base,
    rating,
    range: rangeOf(rating),
    appearance: roundToCents(grades.appearanceBias),
    functionality: roundToCents(grades.functionalityBias),
    grades,
  };
}

function gradesOf(kind: 'workbench' | 'app', breakdown: RateResult['breakdown']): GradesBreakdown['rates'] {
  return breakdown === null ? [] : [{ kind, appearance: breakdown.appearance, functionality: breakdown.functionality }];
}

function meanBias(graded: readonly { readonly grade: string | null; readonly bias: number }[]): number | null {
  const known = graded.filter(({ grade }) => grade !== null);
  return known.length === 0 ? null : known.reduce((sum, { bias }) => sum + bias, 0) / known.length;
}
