import type { Text, TextCode, TextParam, Texts } from '../protocol/texts/text';
import { visibleText } from '../protocol/visible-text';
import type { Format } from './format';

/** The messages of one language: ICU message format, by code. */
export type Catalogue = Readonly<Record<TextCode, string>>;

/** Puts texts into words, in their order. */
export type Say = (texts: Text | Texts) => string;

interface SayOptions {
  /** How what comes from outside is written into a sentence. */
  readonly shown?: (outside: string) => string;
  /** What stands between two sentences: a blank, or nothing where a language writes none. */
  readonly between?: string;
}

export function createSay(catalogue: Catalogue, format: Format, { shown = visibleText, between = ' ' }: SayOptions = {}): Say {
  const word = (param: TextParam): string | number => {
    if (typeof param === 'number') return param;
    return typeof param === 'string' ? shown(param) : say(param);
  };
  const one = ({ code, params }: Text): string => {
    if (params === undefined) return format(catalogue[code]);
    const words: Record<string, string | number> = {};
    for (const [name, param] of Object.entries(params)) words[name] = word(param);
    const said = format(catalogue[code], words);
    return endsInSentences(catalogue[code], params) ? said.replace(/(?<=[.?!。？！])[.。]$/u, '') : said;
  };
  const say: Say = (texts) => ('code' in texts ? one(texts) : texts.map(one).join(between));
  return say;
}

/** Whole sentences that stand last in another one have their own full stop, or else its. */
function endsInSentences(message: string, params: NonNullable<Text['params']>): boolean {
  const last = /\{(\w+)\}[.。]$/u.exec(message)?.[1];
  return last !== undefined && Array.isArray(params[last]);
}
