/**
 * The algorithms that rate and price, by name and version. A new one is named here, computes in a file of its own, and stands in the
 * table of the domain (`rating/rate-softwares.ts`, `rating/price-editions.ts`); settings and window take the names from here.
 */
export const RATE_EDITIONS = ['ECost 1.0', 'ECost 1.1', 'Capacity 1.0'] as const;
export type RateEditionName = (typeof RATE_EDITIONS)[number];

export const PRICE_EDITIONS = ['Ereuse 1.0', 'Ereuse 1.1'] as const;
export type PriceEditionName = (typeof PRICE_EDITIONS)[number];

/** One version of one software. */
export interface Edition {
  readonly software: string;
  readonly version: string;
}

export function editionOf(name: string): Edition {
  const gap = name.lastIndexOf(' ');
  return { software: name.slice(0, gap), version: name.slice(gap + 1) };
}
