import { formats } from '../text/formats';

/** The day of an ISO instant: `21 Nov 2026`. */
export function dayOf(iso: string): string {
  return formats().date.format(new Date(iso));
}

/** The time of day of an ISO instant: `21:45`. */
export function timeOf(iso: string): string {
  return formats().time.format(new Date(iso));
}

/** Day and time of an ISO instant: `21 Nov 2026, 21:45`. */
export function whenOf(iso: string): string {
  return formats().dateAndTime.format(new Date(iso));
}

/** As short as it may be beside others: the time today, the day this year, else day and year. */
export function shortWhen(iso: string, now: number): string {
  const { date, dayAndTime, time } = formats();
  const at = new Date(iso);
  const today = new Date(now);
  if (at.toDateString() === today.toDateString()) return time.format(at);
  return at.getFullYear() === today.getFullYear() ? dayAndTime.format(at) : date.format(at);
}

/** A rating or score: `3.87`. */
export function scoreText(value: number): string {
  return formats().score.format(value);
}

/** A bias: `+0.30`, `−0.50`, `±0.00`. */
export function biasText(value: number): string {
  const size = scoreText(Math.abs(value));
  return size === scoreText(0) ? `±${size}` : `${value > 0 ? '+' : '−'}${size}`;
}

/** A measured number with at most two decimals. */
export function numberText(value: number): string {
  return formats().measured.format(value);
}

/** A fraction: `35.1 %` for 0.351. */
export function percentText(fraction: number): string {
  return formats().percent.format(fraction);
}

/** `€92.20`; a currency that is none is written out. */
export function moneyText(amount: number, currency: string): string {
  try {
    return formats().money(amount, currency);
  } catch {
    return `${scoreText(amount)} ${currency}`;
  }
}
