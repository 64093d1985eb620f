import type { RatingRange } from '../../../../protocol/registry/vocabulary';

/** The name of a rating. One that is exactly a limit (2, 3, 4) still belongs to the range below it. */
export function rangeOf(rating: number): RatingRange {
  if (rating <= 2) return 'VERY_LOW';
  if (rating <= 3) return 'LOW';
  return rating <= 4 ? 'MEDIUM' : 'HIGH';
}
