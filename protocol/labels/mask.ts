/** Longer texts match no mask: labels are shorter. */
const MAX_TEXT = 512;

/**
 * True when a whole text fits a mask: `#` is one digit, `@` one letter, `?` one character, `*` any number of characters, anything
 * else itself. Capitals and small letters are alike.
 */
export function fitsMask(text: string, mask: string): boolean {
  if (text.length > MAX_TEXT) return false;
  // Most texts differ in the first character, and there may be 20,000 of them.
  const first = mask.charAt(0).toUpperCase();
  if (first !== '*' && text !== '' && !fits(text.charAt(0).toUpperCase().charAt(0), first)) return false;
  const wanted = mask.toUpperCase();
  const given = text.toUpperCase();
  let at = 0;
  let inMask = 0;
  // Where to go on when what came after the last `*` did not fit: one character later in the text.
  let star = -1;
  let starAt = 0;
  while (at < given.length) {
    if (wanted.charAt(inMask) === '*') {
      star = inMask;
      starAt = at;
      inMask += 1;
    } else if (inMask < wanted.length && fits(given.charAt(at), wanted.charAt(inMask))) {
      at += 1;
      inMask += 1;
    } else if (star !== -1) {
      starAt += 1;
      at = starAt;
      inMask = star + 1;
    } else return false;
  }
  return /^\**$/.test(wanted.slice(inMask));
}

function fits(char: string, sign: string): boolean {
  if (sign === '#') return /\d/.test(char);
  if (sign === '@') return /\p{L}/u.test(char);
  return sign === '?' || sign === char;
}

/** True when a text fits one of several masks. */
export function fitsOneOf(text: string, masks: readonly string[]): boolean {
  return masks.some((mask) => fitsMask(text, mask));
}
