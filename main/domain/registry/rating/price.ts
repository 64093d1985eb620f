import type { PriceShare, PriceShares, SharePart } from '../model';
import type { RatingRange } from '../../../../protocol/registry/vocabulary';
import { rangeOf } from './range';
import { roundToCents } from './rounding';

/** What is priced; a server shares like a desktop. */
export type PricedType = 'Desktop' | 'Laptop' | 'Server';

/** A price and who gets what of it. Amounts are cut off after the cents, percentages after two decimals. */
export interface ComputedPrice {
  readonly amount: number;
  readonly shares: PriceShares;
}

/** The price of a computer from its rating; null when it is not for sale. */
export type Pricer = (type: PricedType, rating: number) => ComputedPrice | null;

type Role = Exclude<keyof PriceShares, 'warranty2'>;

const PRICE_PER_POINT: Readonly<Record<PricedType, number>> = { Desktop: 20, Laptop: 30, Server: 40 };

type Shares = Readonly<Record<Role, number>>;
interface ShareTable {
  readonly standard: Shares;
  readonly warranty2: Shares | null;
}
type PricedRange = Exclude<RatingRange, 'VERY_LOW'>;

const DESKTOP_SHARES: Readonly<Record<PricedRange, ShareTable>> = {
  HIGH: {
    standard: shares(0.351_25, 0.204_375, 0.444_375),
    warranty2: shares(0.474_25, 0.275_875, 0.599_875),
  },
  MEDIUM: {
    standard: shares(0.385, 0.255_833_333_3, 0.359_166_666_7),
    warranty2: shares(0.539, 0.358_166_666_7, 0.502_833_333_3),
  },
  LOW: { standard: shares(0.502_5, 0.308_75, 0.188_75), warranty2: null },
};
const LAPTOP_SHARES: Readonly<Record<PricedRange, ShareTable>> = {
  HIGH: {
    standard: shares(0.346_923_076_9, 0.195, 0.458_076_923_1),
    warranty2: shares(0.452_230_769_2, 0.263_230_769_2, 0.634_538_461_5),
  },
  MEDIUM: { standard: shares(0.382, 0.173_5, 0.444_5), warranty2: shares(0.510_8, 0.242_9, 0.646_3) },
  LOW: { standard: shares(0.452_857_142_9, 0.226_428_571_4, 0.320_714_285_7), warranty2: null },
};

/**
 * The price of a computer from its rating; null in the lowest range, which is not for sale.
 * @param rating with two decimals, as it is shown
 */
export function priceOf(type: PricedType, rating: number): ComputedPrice | null {
  const range = rangeOf(rating);
  if (range === 'VERY_LOW') return null;
  const table = (type === 'Laptop' ? LAPTOP_SHARES : DESKTOP_SHARES)[range];
  const amount = roundToCents(rating * PRICE_PER_POINT[type]);
  const partOf = (share: number): SharePart => ({ amount: cutToCents(amount * share), percentage: cutToCents(share) });
  const shareOf = (role: Role): PriceShare => ({
    standard: partOf(table.standard[role]),
    warranty2: table.warranty2 === null ? null : partOf(table.warranty2[role]),
  });
  const roles = { refurbisher: shareOf('refurbisher'), platform: shareOf('platform'), retailer: shareOf('retailer') };
  const withWarranty = Object.values(roles).reduce((sum, { warranty2 }) => sum + (warranty2?.amount ?? 0), 0);
  return { amount, shares: { ...roles, warranty2: table.warranty2 === null ? null : roundToCents(withWarranty) } };
}

function shares(refurbisher: number, platform: number, retailer: number): Shares {
  return { refurbisher, platform, retailer };
}

/** Half a cent less, then the nearest cent, so that the shares never exceed the price; a share of whole cents can lose one. */
function cutToCents(value: number): number {
  return roundToCents(value - 0.005);
}
