/** JSON indented for people, with every character that cannot be seen written as JSON escapes; other text stays as it is. */
export function readableJson(text: string): string {
  return withEscapes(indented(text));
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function withEscapes(text: string): string {
  return text.replaceAll(UNSEEN, (character) => (character === '\n' ? character : unitsOf(character)));
}

/** `\u202e`; a character beyond the first plane becomes the pair that JSON has for it. */
function unitsOf(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
