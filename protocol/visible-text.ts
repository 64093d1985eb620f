/** Text of a sender that nobody here controls, made fit to stand in a sentence. */

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** Control, format and line-separating characters and halves of surrogate pairs. */
export function hasInvisibleCharacter(text: string): boolean {
  return INVISIBLE.test(text);
}

/** At most `maxCharacters` of a text, with `?` for each character that cannot be seen. */
export function visibleText(text: string, maxCharacters: number): string {
  const start = text.slice(0, maxCharacters).replaceAll(ALL_INVISIBLE, '?');
  return text.length > maxCharacters ? `${start}…` : start;
}
