import { type Edition, editionOf } from '../../../../protocol/registry/editions';
import type { RateResult } from '../../../../protocol/registry/rating';
import { capacity10 } from './capacity';
import { ecost10, ecost11 } from './ecost';
import type { RateComputer, RatedComputer } from './rated-computer';

export type RateEdition = Edition;

/** An edition that can compute. */
export interface RegisteredRate extends RateEdition {
  readonly rate: RateComputer;
}

/**
 * The table of algorithms: every name and version with what it computes by. A new one is a line at the end and a file of its own;
 * the settings, the window and what is submitted from then on take it from here. Lines keep their order, as the first that was asked for
 * fills the event that was sent.
 */
const COMPUTERS: ReadonlyMap<string, RateComputer> = new Map([
  ['ECost 1.0', ecost10],
  ['ECost 1.1', ecost11],
  ['Capacity 1.0', capacity10],
]);

/** Every software × version there is. */
export const REGISTERED_RATES: readonly RegisteredRate[] = Array.from(COMPUTERS, ([name, rate]) => ({
  ...editionOf(name),
  rate,
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
