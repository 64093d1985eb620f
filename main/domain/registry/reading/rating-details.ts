import type { RateResult } from '../../../../protocol/registry/rating';
import type { AppearanceRange, BiosRange, FunctionalityRange } from '../../../../protocol/registry/vocabulary';
import type { EventUuid, ImageUuid } from './names';

/** What rates, ratings and prices carry. */

/** WorkbenchRate and AppRate: what a person found, and what came out of it. */
export interface ManualRateDetails {
  readonly family: 'manualRate';
  readonly labelling: boolean | null;
  readonly appearanceRange: AppearanceRange | null;
  readonly functionalityRange: FunctionalityRange | null;
  readonly bios: BiosRange | null;
  /** Filled by the registry: the algorithm that computed `result`; null while nothing was computed. */
  readonly software: string | null;
  readonly version: string | null;
  readonly result: RateResult | null;
}

/** What was seen on one picture: 1 (bad) to 5, the last three 1 to 3. */
export interface PhotoboxGrades {
  readonly assembling: number;
  readonly parts: number;
  readonly buttons: number;
  readonly dents: number;
  readonly decolorization: number;
  readonly scratches: number;
  readonly tagAlignment: number;
  readonly tagAdhesive: number;
  readonly dirt: number;
}

export interface PhotoboxRateDetails {
  readonly family: 'photoboxRate';
  readonly image: ImageUuid;
  /** Of a user's rate; null of a program's, which sends `rating`. */
  readonly grades: PhotoboxGrades | null;
  /** What a program found, 0 to 10; null of a user's, or when it came to nothing. */
  readonly given: number | null;
  /** Filled by the registry: the set and the AggregateRating that it belongs to, and the picture's own rating (0 to 10). */
  readonly imageSet: EventUuid | null;
  readonly aggregate: EventUuid | null;
  readonly software: string | null;
  readonly version: string | null;
  readonly rating: number | null;
}

export interface AggregateRatingDetails {
  readonly family: 'aggregateRating';
  /** The official pair of the rates that it is made of. */
  readonly software: string;
  /** Version of those rates. */
  readonly version: string;
  readonly workbench: EventUuid | null;
  /** The last AppRate; absent in what was rated before it counted. */
  readonly app?: EventUuid | null;
  /** Photobox rates linked to it, one per picture at most. */
  readonly photobox: readonly EventUuid[];
  readonly imageSet: EventUuid | null;
  /** `photos`: pictures are still to be rated and `result` is what is known so far. */
  readonly waitsFor: 'nothing' | 'photos';
  readonly result: RateResult | null;
}

export interface PriceDetails {
  readonly family: 'price';
  /** ISO 4217. */
  readonly currency: string;
  readonly amount: number;
  /** Null when a person set it. */
  readonly software: string | null;
  readonly version: string | null;
  /** The AggregateRating that it was computed from. */
  readonly rating: EventUuid | null;
  readonly shares: PriceShares | null;
}

/** Who gets what of a computed price. */
export interface PriceShares {
  readonly refurbisher: PriceShare;
  readonly retailer: PriceShare;
  readonly platform: PriceShare;
  /** The price with two years of warranty; null where none is sold. */
  readonly warranty2: number | null;
}

export interface PriceShare {
  readonly standard: SharePart;
  readonly warranty2: SharePart | null;
}

export interface SharePart {
  readonly amount: number;
  /** A fraction: 0.35 is 35 %. */
  readonly percentage: number;
}
