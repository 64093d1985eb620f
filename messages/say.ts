import { IntlMessageFormat } from 'intl-messageformat';
import type { Text, TextCode, TextParam, Texts } from '../protocol/texts/text';
import { visibleText } from '../protocol/visible-text';

/** The messages of one language: ICU message format, by code. */
export type Catalogue = Readonly<Record<TextCode, string>>;

/** Puts texts into words, in their order; what comes from outside is escaped. */
export type Say = (texts: Text | Texts) => string;

/** @param locale as `Intl` takes it: decides how numbers and plurals are written */
export function createSay(catalogue: Catalogue, locale: string): Say {
  const formats = new Map<TextCode, IntlMessageFormat>();
  const formatOf = (code: TextCode): IntlMessageFormat => {
    let format = formats.get(code);
    if (format === undefined) {
      format = new IntlMessageFormat(catalogue[code], locale, undefined, { ignoreTag: true });
      formats.set(code, format);
    }
    return format;
  };
  const word = (param: TextParam): string | number => {
    if (typeof param === 'number') return param;
    return typeof param === 'string' ? visibleText(param) : say(param);
  };
  const one = ({ code, params }: Text): string => {
    if (params === undefined) return String(formatOf(code).format());
    const words: Record<string, string | number> = {};
    for (const [name, param] of Object.entries(params)) words[name] = word(param);
    return String(formatOf(code).format(words));
  };
  const say: Say = (texts) => ('code' in texts ? one(texts) : texts.map(one).join(' '));
  return say;
}
