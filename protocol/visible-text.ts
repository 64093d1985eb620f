/** Text that nobody here controls, made fit to be looked at: on a terminal, in a log, in a sentence, in the window. */

/**
 * Characters that cannot be seen, or do something instead: controls (line ends and the escape of terminals among them), format
 * characters (direction, zero width, tags), blanks that are no space, halves of surrogate pairs, private use (which looks as a font
 * likes), and code points that are no characters. Written out as ranges, so that every runtime takes the same for it. Unassigned code
 * points stay as they are: which are unassigned is another matter every year, and they show as boxes.
 */
const INVISIBLE =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u17b4\\u17b5' +
  '\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff' +
  '\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\u{110bd}\\u{110cd}\\u{13430}-\\u{1343f}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}' +
  '\\u{1fffe}\\u{1ffff}\\u{2fffe}\\u{2ffff}\\u{3fffe}\\u{3ffff}\\u{4fffe}\\u{4ffff}\\u{5fffe}\\u{5ffff}\\u{6fffe}\\u{6ffff}' +
  '\\u{7fffe}\\u{7ffff}\\u{8fffe}\\u{8ffff}\\u{9fffe}\\u{9ffff}\\u{afffe}\\u{affff}\\u{bfffe}\\u{bffff}\\u{cfffe}\\u{cffff}' +
  '\\u{dfffe}-\\u{e0fff}\\u{efffe}-\\u{10ffff}';
const ONE = new RegExp(`[${INVISIBLE}]`, 'u');
/** What nearly every text is, quickly told: printable ASCII. */
const PLAIN = /^[ -~]*$/;
const ALL = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Whether any character of a text cannot be seen; see `visibleText`. */
export function hasInvisibleCharacter(text: string): boolean {
  return ONE.test(text);
}

/** The text without the characters that cannot be seen: to find out whether two texts look the same. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(ALL, '');
}

/**
 * The text with each character that cannot be seen written out: `\u202e`, `\u{e0041}`. The one escape there is, for every text from
 * outside; what is left of it is one line that turns nothing around and that a terminal does not obey. Applied twice it changes nothing.
 * @param most characters of the outcome; of a longer one the beginning is given, with `…` behind it, and no character is cut in two
 */
export function visibleText(text: string, most = Number.POSITIVE_INFINITY): string {
  if (text.length <= most && PLAIN.test(text)) return text;
  // Nothing becomes shorter, so what is beyond so many characters is not looked at.
  const escaped = (text.length > most ? text.slice(0, most + 1) : text).replaceAll(ALL, written);
  if (escaped.length <= most) return escaped;
  return `${beginning(text, most)}…`;
}

function beginning(text: string, most: number): string {
  let shown = '';
  for (const character of text) {
    const next = ONE.test(character) ? written(character) : character;
    if (shown.length + next.length > most) break;
    shown += next;
  }
  return shown;
}

function written(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}

/**
 * A JSON text with each character that cannot be seen as JSON writes it out (`\u202e`, `\udb40\udc41`), but for the line ends between
 * its parts: it means what it meant before.
 */
export function visibleJson(json: string): string {
  return json.replaceAll(ALL, (character) => (character === '\n' ? character : unitsOf(character)));
}

function unitsOf(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** A sentence that may quote addresses, without the passwords in them: `amqp://user:secret@host` becomes `amqp://user@host`. */
export function withoutPasswords(sentence: string): string {
  return sentence.replaceAll(/:(?!\/\/)[^\s'"]*@/g, '@');
}
