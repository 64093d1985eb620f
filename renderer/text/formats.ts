import { shownWords } from './shown-words';

/** English numbers as most write them, with the day before the month. */
const ENGLISH = 'en';
const ENGLISH_DATES = 'en-GB';

/**
 * How one language writes dates, times, numbers and money.
 *
 * @param locale as `Intl` takes it
 */
export function createFormats(locale: string = ENGLISH) {
  const dates = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === ENGLISH ? ENGLISH_DATES : locale, style);
  const numbers = (style: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, style);
  const day = { day: 'numeric', month: 'short' } as const;
  const year = { year: 'numeric' } as const;
  // Shifts and logs have 24 hours, also where people count twice twelve.
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return {
    /** `21 Nov 2026` */
    date: dates({ ...day, ...year }),
    /** `21 Nov` */
    dayOfYear: dates(day),
    /** `21 Nov, 21:45` */
    dayAndTime: dates({ ...day, ...time }),
    /** `21:45` */
    time: dates(time),
    /** `21 Nov 2026, 21:45` */
    dateAndTime: dates({ ...day, ...year, ...time }),
    /** `10,000` */
    count: numbers({}),
    /** At most two decimals. */
    measured: numbers({ maximumFractionDigits: 2 }),
    /** At most three decimals. */
    property: numbers({ maximumFractionDigits: 3 }),
    /** `3.87` */
    score: numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    /** `35.1%` of 0.351 */
    percent: numbers({ style: 'percent', maximumFractionDigits: 1 }),
    /** `€92.20`. @throws {RangeError} for a currency that is none */
    money: (amount: number, currency: string): string => numbers({ style: 'currency', currency }).format(amount),
  };
}

let shown = { locale: ENGLISH, formats: createFormats() };

/** Those of the window's language. Read where something is shown, not when a file is loaded: the language may change. */
export function formats(): ReturnType<typeof createFormats> {
  const { locale } = shownWords();
  if (locale !== shown.locale) shown = { locale, formats: createFormats(locale) };
  return shown.formats;
}
