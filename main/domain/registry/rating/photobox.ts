import type { PhotoboxGrades } from '../model';
import type { PhotoboxBreakdown, RateResult } from '../../../../protocol/registry/rating';
import { appearanceBias, functionalityBias } from './biases';
import { rangeOf } from './range';
import { roundToCents } from './rounding';

/**
 * Photobox rating, ECost 1.0. The formula is this program's own:
 *
 * 1. Every grade of a picture counts from 0 (the worst, grade 1) to 1 (the best): (grade − 1) / (best − 1).
 * 2. The condition of a picture is the mean of its grades; assembling, parts, buttons, dents, decolorization and scratches weigh 1 each, tag
 *    alignment, tag adhesive and dirt (which a cloth takes away) weigh 1/2 each. A program's 0 to 10 for the whole picture counts as tenths.
 * 3. The condition of the device is half the mean of all pictures and half the worst picture, so that many good sides do not hide a bad one.
 * 4. The appearance bias is 1.5 × condition − 1: from that of grade E to that of grade Z. It takes the place of the grade that a person gave.
 * 5. rating = components + functionality bias + this appearance bias, never below 0, where components (the harmonic mean of the component
 *    kinds) and functionality are those of the last WorkbenchRate. Without one the components count 1, functionality as not graded.
 */
export const PHOTOBOX_EDITION = { software: 'ECost', version: '1.0' } as const;

/** How each grade counts: from 1, the worst, to `best`. */
export const PICTURE_GRADES: Readonly<Record<keyof PhotoboxGrades, { readonly best: number; readonly weight: number }>> = {
  assembling: { best: 5, weight: 1 },
  parts: { best: 5, weight: 1 },
  buttons: { best: 5, weight: 1 },
  dents: { best: 5, weight: 1 },
  decolorization: { best: 5, weight: 1 },
  scratches: { best: 5, weight: 1 },
  tagAlignment: { best: 3, weight: 0.5 },
  tagAdhesive: { best: 3, weight: 0.5 },
  dirt: { best: 3, weight: 0.5 },
};

/** `given`: a program's rating of the whole picture, 0 to 10; null: it came to none. */
export type PictureRate =
  | { readonly kind: 'graded'; readonly grades: PhotoboxGrades }
  | { readonly kind: 'given'; readonly rating: number | null };

/** What is needed of a `WorkbenchRate`. */
export type LastWorkbenchRate = Pick<RateResult, 'processor' | 'ram' | 'dataStorage' | 'partial' | 'breakdown'>;

const BEST_RATING = 10;
const UNKNOWN_COMPONENTS = 1;
const GRADE_NAMES = Object.keys(PICTURE_GRADES) as readonly (keyof PhotoboxGrades)[];

/** The rating of one picture, 0 (worst) to 10 with two decimals; null when the program that looked at it came to none. */
export function pictureRating(rate: PictureRate): number | null {
  const condition = pictureCondition(rate);
  return condition === null ? null : roundToCents(BEST_RATING * condition);
}

/**
 * Rates a device from the rates of its pictures and its last WorkbenchRate, whose breakdown is kept in the result.
 * @param lastRate null: the device was never rated by a workbench
 * @param functionality bias of it, where others than the workbench were asked too
 */
export function ratePhotobox(
  rates: readonly PictureRate[],
  lastRate: LastWorkbenchRate | null,
  functionality = lastRate?.breakdown?.functionality.bias,
): RateResult {
  const workbench = lastRate?.breakdown ?? null;
  const photobox = breakDown(
    rates.map(pictureCondition),
    workbench?.fused ?? UNKNOWN_COMPONENTS,
    functionality ?? functionalityBias(null),
  );
  const rating = roundToCents(Math.max(0, photobox.sum));
  return {
    rating,
    range: rangeOf(rating),
    processor: lastRate?.processor ?? null,
    ram: lastRate?.ram ?? null,
    dataStorage: lastRate?.dataStorage ?? null,
    appearance: roundToCents(photobox.appearanceBias),
    functionality: roundToCents(photobox.functionalityBias),
    partial: workbench === null || lastRate?.partial === true || photobox.condition === null || photobox.pictures.includes(null),
    breakdown: workbench,
    photobox,
  };
}

function breakDown(pictures: readonly (number | null)[], components: number, functionality: number): PhotoboxBreakdown {
  const known = pictures.filter((condition) => condition !== null);
  const mean = known.length === 0 ? null : known.reduce((sum, condition) => sum + condition, 0) / known.length;
  const worst = known.length === 0 ? null : Math.min(...known);
  const condition = mean === null || worst === null ? null : (mean + worst) / 2;
  const bias = condition === null ? appearanceBias(null) : 1.5 * condition - 1;
  return {
    pictures,
    mean,
    worst,
    condition,
    appearanceBias: bias,
    components,
    functionalityBias: functionality,
    sum: components + functionality + bias,
  };
}

/** The condition that one picture shows, 0 (worst) to 1. */
function pictureCondition(rate: PictureRate): number | null {
  if (rate.kind === 'given') return rate.rating === null ? null : rate.rating / BEST_RATING;
  let sum = 0;
  let weights = 0;
  for (const name of GRADE_NAMES) {
    const { best, weight } = PICTURE_GRADES[name];
    sum += (weight * (rate.grades[name] - 1)) / (best - 1);
    weights += weight;
  }
  return sum / weights;
}
