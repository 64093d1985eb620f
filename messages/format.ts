import { IntlMessageFormat } from 'intl-messageformat';

/** Puts parameters into an ICU message. @throws {Error} if one of its parameters is not given */
export type Format = (message: string, params?: Readonly<Record<string, string | number>>) => string;

/**
 * Formats messages of one language. A message is parsed when it is first said, and kept.
 *
 * @param locale as `Intl` takes it: decides how numbers and plurals are written
 */
export function createFormat(locale: string): Format {
  const formats = new Map<string, IntlMessageFormat>();
  return (message, params) => {
    let format = formats.get(message);
    if (format === undefined) {
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      formats.set(message, format);
    }
    return String(format.format(params));
  };
}
