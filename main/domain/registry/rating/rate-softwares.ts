import type { RateResult } from '../../../../protocol/registry/rating';
import type { RateSoftware } from '../../../../protocol/registry/vocabulary';
import { ecost10, ecost11 } from './ecost';
import type { RateComputer, RatedComputer } from './rated-computer';

/** One version of one rating software. */
export interface RateEdition {
  readonly software: RateSoftware;
  readonly version: string;
}

/** An edition that can compute. */
export interface RegisteredRate extends RateEdition {
  readonly rate: RateComputer;
}

/** Every software × version there is; EMarket is a known name without an algorithm. */
export const REGISTERED_RATES: readonly RegisteredRate[] = [
  { software: 'ECost', version: '1.0', rate: ecost10 },
  { software: 'ECost', version: '1.1', rate: ecost11 },
];

/** The one whose rate becomes the device's `AggregateRating` and `Price`, unless an inventory chooses another. */
export const OFFICIAL_RATE: RateEdition = { software: 'ECost', version: '1.0' };

/** What one edition made of a computer. */
export interface EditionRate extends RateEdition {
  readonly isOfficial: boolean;
  readonly result: RateResult;
}

/** Rates a computer by every registered edition, in their order. */
export function rateByAll(
  computer: RatedComputer,
  registered: readonly RegisteredRate[] = REGISTERED_RATES,
  official: RateEdition = OFFICIAL_RATE,
): readonly EditionRate[] {
  return registered.map(({ software, version, rate }) => ({
    software,
    version,
    isOfficial: software === official.software && version === official.version,
    result: rate(computer),
  }));
}
