import { IntlMessageFormat, type Formatters } from 'intl-messageformat';

/** Puts parameters into an ICU message. @throws {Error} if one of its parameters is not given */
export type Format = (message: string, params?: Readonly<Record<string, string | number>>) => string;

/**
 * Formats messages of one language. A message is parsed when it is first said, and kept.
 *
 * @param locale as `Intl` takes it: decides how numbers and plurals are written
 */
export function createFormat(locale: string): Format {
  const formats = new Map<string, IntlMessageFormat>();
  const options = { ignoreTag: true, formatters: sharedFormatters() };
  return (message, params) => {
    let format = formats.get(message);
    if (format === undefined) {
      format = new IntlMessageFormat(message, locale, undefined, options);
      formats.set(message, format);
    }
    return String(format.format(params));
  };
}

/** One `Intl` object for all messages, where each would have its own. A style is the same object each time, so it is the key. */
function sharedFormatters(): Formatters {
  const numbers = kept<Intl.NumberFormat>();
  const plurals = kept<Intl.PluralRules>();
  return {
    getNumberFormat: (locales, style) => numbers(style, () => new Intl.NumberFormat(locales, style)),
    getPluralRules: (locales, style) => plurals(style?.type, () => new Intl.PluralRules(locales, style)),
    getDateTimeFormat: (locales, style) => new Intl.DateTimeFormat(locales, style),
  };
}

function kept<Value>(): (key: unknown, make: () => Value) => Value {
  const values = new Map<unknown, Value>();
  return (key, make) => {
    let value = values.get(key);
    if (value === undefined) {
      value = make();
      values.set(key, value);
    }
    return value;
  };
}
