import type { PriceShare } from '../model';
import { type Pricer, priceOf } from './price';
import { roundToCents } from './rounding';

/**
 * Ereuse 1.1: the amount and shares of 1.0, but the shares come to the whole price. Where cents were cut off, the retailer gets them.
 */
export const wholePriceOf: Pricer = (type, rating) => {
  const price = priceOf(type, rating);
  if (price === null) return null;
  const { refurbisher, platform, retailer, warranty2 } = price.shares;
  const rest = roundToCents(price.amount - refurbisher.standard.amount - platform.standard.amount);
  const whole: PriceShare = { ...retailer, standard: { ...retailer.standard, amount: rest } };
  return { amount: price.amount, shares: { refurbisher, platform, retailer: whole, warranty2 } };
};
