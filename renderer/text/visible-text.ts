/**
 * Text that comes from outside (serials, addresses, product names, sentences that quote them) made safe to look at: what
 * cannot be seen, or would turn the reading order around, is written out as `\u{202E}`. Fonts often lack the pictures of control
 * characters, so they are written out, too. Other text stays as it is.
 */
export function visibleText(text: string): string {
  return UNSEEN.test(text) ? text.replaceAll(EVERY_UNSEEN, written) : text;
}

// C0 and DEL, C1, soft hyphen, Arabic letter mark, Hangul and Mongolian fillers, zero width and direction marks, line and
// paragraph separators, direction embeddings and isolates, invisible operators, byte order mark, interlinear marks,
// tag characters, lone surrogates.
const SOURCE =
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\ufff9-\\ufffb]|[\\u{e0000}-\\u{e007f}]|\\p{Cs}';
const UNSEEN = new RegExp(SOURCE, 'u');
const EVERY_UNSEEN = new RegExp(SOURCE, 'gu');

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16).toUpperCase().padStart(4, '0')}}`;
}
