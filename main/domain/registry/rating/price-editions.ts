import { type Edition, editionName, editionOf } from '../../../../protocol/registry/editions';
import { type ComputedPrice, type PricedType, type Pricer, priceOf } from './price';
import { wholePriceOf } from './whole-price';

/** Every price software × version there is. A new one is a line at the end and a file of its own. */
const PRICERS: ReadonlyMap<string, Pricer> = new Map([
  ['Ereuse 1.0', priceOf],
  ['Ereuse 1.1', wholePriceOf],
]);

export const REGISTERED_PRICES: readonly Edition[] = Array.from(PRICERS.keys(), editionOf);

/** The one that prices unless an inventory chooses another. */
export const OFFICIAL_PRICE: Edition = editionOf('Ereuse 1.0');

/** @returns null for an edition that is not there, or a computer that is not for sale */
export function priceBy(edition: Edition, type: PricedType, rating: number): ComputedPrice | null {
  return PRICERS.get(editionName(edition))?.(type, rating) ?? null;
}
