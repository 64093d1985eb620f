import { counted } from '../../protocol/counted';
import type { PriceView, RatingView } from '../../protocol/registry/views';

/** `3.91 MEDIUM by ECost 1.0 (processor 4.02, …); also ECost 1.1: 3.85` */
export function summaryOfRating({ software, version, result, others, photosWaiting }: RatingView): string {
  const parts: readonly (readonly [string, number | null])[] = [
    ['processor', result.processor],
    ['memory', result.ram],
    ['data storage', result.dataStorage],
    ['appearance', result.appearance],
    ['functionality', result.functionality],
  ];
  const terms = parts.flatMap(([name, score]) => (score === null ? [] : [`${name} ${score}`])).join(', ');
  const also = others.map((other) => `${other.software} ${other.version}: ${other.rating}`).join(', ');
  return [
    `${result.rating.toFixed(2)} ${result.range} by ${software} ${version} (${terms})`,
    ...(result.partial ? ['a benchmark is missing'] : []),
    ...(photosWaiting > 0 ? [counted(photosWaiting, 'picture waits for a rate', 'pictures wait for a rate')] : []),
    ...(also === '' ? [] : [`also ${also}`]),
  ].join('; ');
}

/** `92.20 EUR: refurbisher 32.38, platform 18.84, retailer 40.97; with two years of warranty 124.45` */
export function summaryOfPrice({ amount, currency, shares }: PriceView): string {
  const total = `${amount.toFixed(2)} ${currency}`;
  if (shares === null) return total;
  const { refurbisher, platform, retailer, warranty2 } = shares;
  const parts = Object.entries({ refurbisher, platform, retailer }).map(
    ([who, share]) => `${who} ${share.standard.amount.toFixed(2)}`,
  );
  return `${total}: ${parts.join(', ')}${warranty2 === null ? '' : `; with two years of warranty ${warranty2.toFixed(2)}`}`;
}
