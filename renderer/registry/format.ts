const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const daysOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const twoDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** The day of an ISO instant: `21 Nov 2026`. */
export function dayOf(iso: string): string {
  return dates.format(new Date(iso));
}

/** Day and time of an ISO instant: `21 Nov 2026, 21:45`. */
export function whenOf(iso: string): string {
  return `${dayOf(iso)}, ${times.format(new Date(iso))}`;
}

/** As short as it may be beside others: the time today, the day this year, else day and year. */
export function shortWhen(iso: string, now: number): string {
  const at = new Date(iso);
  const today = new Date(now);
  if (at.toDateString() === today.toDateString()) return times.format(at);
  return at.getFullYear() === today.getFullYear() ? `${daysOfYear.format(at)}, ${times.format(at)}` : dates.format(at);
}

/** A rating or score: `3.87`. */
export function scoreText(value: number): string {
  return twoDecimals.format(value);
}

/** A bias: `+0.30`, `−0.50`, `±0.00`. */
export function biasText(value: number): string {
  const size = twoDecimals.format(Math.abs(value));
  return Number(size) === 0 ? `±${size}` : `${value > 0 ? '+' : '−'}${size}`;
}

/** A measured number with at most two decimals. */
export function numberText(value: number): string {
  return numbers.format(value);
}

/** A fraction: `35.1 %` for 0.351. */
export function percentText(fraction: number): string {
  return percents.format(fraction);
}

/** `€92.20`; a currency that is none is written out. */
export function moneyText(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  } catch {
    return `${twoDecimals.format(amount)} ${currency}`;
  }
}
