import type { Texts } from '../../protocol/texts/text';
import { english } from '../english';

/** Fields that hold texts, wherever they stand. */
const FIELDS: ReadonlySet<string> = new Set(['reason', 'nextAction', 'what', 'why', 'page', 'problem', 'pairReason', 'whyNot']);

/** The same with strings in place of texts. */
export type InWords<T> = T extends Texts
  ? string
  : T extends string | number | boolean | null | undefined | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
    ? T
    : T extends readonly (infer Item)[]
      ? readonly InWords<Item>[]
      : { readonly [Key in keyof T]: InWords<T[Key]> };

/** A value of the domain as a test reads it: its texts in English. */
export function inWords<T>(value: T): InWords<T> {
  return said(value) as InWords<T>;
}

function said(value: unknown): unknown {
  if (value instanceof Map || value instanceof Set || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(said);
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      FIELDS.has(key) && Array.isArray(held) ? english(held as Texts) : said(held),
    ]),
  );
}
