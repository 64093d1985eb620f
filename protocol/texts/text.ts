import type { TEXT_CODES } from './codes';

export type TextCode = keyof typeof TEXT_CODES;

/** A number is written as the language writes it; texts are said in their place; any other string is shown as it is, escaped. */
export type TextParam = string | number | Text | Texts;

/** One sentence, or a part of one, before it is put into words: what is said, and of what. */
export interface Text {
  readonly code: TextCode;
  readonly params?: Readonly<Record<string, TextParam>>;
}

/** Sentences in their order; none says nothing. */
export type Texts = readonly Text[];

export const NO_TEXT: Texts = [];

type ParamsOf<Code extends TextCode> = Readonly<Record<(typeof TEXT_CODES)[Code][number], TextParam>>;

/** Makes a text; whatever it says besides the code stands in the parameters. */
export function text<Code extends TextCode>(
  code: Code,
  ...[params]: (typeof TEXT_CODES)[Code]['length'] extends 0 ? [] : [ParamsOf<Code>]
): Text {
  return params === undefined ? { code } : { code, params };
}

/** What somebody else said, as it stands; nothing for an empty text. The lint rule `house/no-words-in-refusals`, outside of `main/` `house/no-verbatim-words`, finds words of our own. */
export function verbatim(words: string): Texts {
  return words === '' ? NO_TEXT : [text('verbatim', { text: words })];
}
