import { type Edition, editionOf, PRICE_EDITIONS, type PriceEditionName } from '../../../../protocol/registry/editions';
import type { PriceShare } from '../../../../protocol/registry/model';
import { type ComputedPrice, type PricedType, priceOf } from './price';
import { roundToCents } from './rounding';

/** The price of a computer from its rating; null when it is not for sale. */
type Pricer = (type: PricedType, rating: number) => ComputedPrice | null;

/** Every price software × version there is. */
const PRICERS: Readonly<Record<PriceEditionName, Pricer>> = { 'Ereuse 1.0': priceOf, 'Ereuse 1.1': exactPriceOf };

/** The one that prices unless an inventory chooses another. */
export const OFFICIAL_PRICE: Edition = editionOf('Ereuse 1.0');

/** @returns null for an edition that is not there, or a computer that is not for sale */
export function priceBy({ software, version }: Edition, type: PricedType, rating: number): ComputedPrice | null {
  const name = PRICE_EDITIONS.find((one) => one === `${software} ${version}`);
  return name === undefined ? null : PRICERS[name](type, rating);
}

/**
 * Ereuse 1.1: the amount and shares of 1.0, but the shares come to the whole price. Where cents were cut off, the retailer gets them.
 */
function exactPriceOf(type: PricedType, rating: number): ComputedPrice | null {
  const price = priceOf(type, rating);
  if (price === null) return null;
  const { refurbisher, platform, retailer, warranty2 } = price.shares;
  const rest = roundToCents(price.amount - refurbisher.standard.amount - platform.standard.amount);
  const whole: PriceShare = { ...retailer, standard: { ...retailer.standard, amount: rest } };
  return { amount: price.amount, shares: { refurbisher, platform, retailer: whole, warranty2 } };
}
