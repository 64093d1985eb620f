/** Text that nobody here controls, made fit to stand in a sentence. */

/** U+2800 is the empty Braille cell: a blank that is no space. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** Control, format and line-separating characters, fillers and other blanks that are no space, and halves of surrogate pairs. */
export function hasInvisibleCharacter(text: string): boolean {
  return INVISIBLE.test(text);
}

/** At most `maxCharacters` of a text, with `?` for each character that cannot be seen. */
export function visibleText(text: string, maxCharacters: number): string {
  const start = text.slice(0, maxCharacters).replaceAll(ALL_INVISIBLE, '?');
  return text.length > maxCharacters ? `${start}…` : start;
}

/** The whole text, with each character that cannot be seen written out: `\u202e`, `\u{e0041}`. For evidence, where nothing may be lost. */
export function escapedText(text: string): string {
  return text.replaceAll(ALL_INVISIBLE, (char) => {
    const digits = (char.codePointAt(0) ?? 0).toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}

/** A sentence that may quote addresses, without the passwords in them: `amqp://user:secret@host` becomes `amqp://user@host`. */
export function withoutPasswords(sentence: string): string {
  return sentence.replaceAll(/:(?!\/)[^\s'"]*@/g, '@');
}
