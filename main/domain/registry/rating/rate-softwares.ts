import { type Edition, editionOf, RATE_EDITIONS, type RateEditionName } from '../../../../protocol/registry/editions';
import type { RateResult } from '../../../../protocol/registry/rating';
import { capacity10 } from './capacity';
import { ecost10, ecost11 } from './ecost';
import type { RateComputer, RatedComputer } from './rated-computer';

export type RateEdition = Edition;

/** An edition that can compute. */
export interface RegisteredRate extends RateEdition {
  readonly rate: RateComputer;
}

/** Every name and version with what it computes by. */
const COMPUTERS: Readonly<Record<RateEditionName, RateComputer>> = {
  'ECost 1.0': ecost10,
  'ECost 1.1': ecost11,
  'Capacity 1.0': capacity10,
};

/** Every software × version there is. */
export const REGISTERED_RATES: readonly RegisteredRate[] = RATE_EDITIONS.map((name) => ({
  ...editionOf(name),
  rate: COMPUTERS[name],
}));

/** The one whose rate becomes the device's `AggregateRating` and `Price`, unless an inventory chooses another. */
export const OFFICIAL_RATE: RateEdition = editionOf('ECost 1.0');

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
