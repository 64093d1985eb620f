import { isRecord } from './answer-signs';

/** Hardware addresses in notations that other things have as well: they count where they begin as known ones do, or stand where addresses do. */

const PAIR = '[0-9a-f]{2}';
const BEGINS = '(?<![0-9a-z])';
const ENDS = '(?![0-9a-z])';
const SIGN = '(?:\\s*[:\\-._/,;|·•]\\s*|\\s+)';
const WITH_UNDERSCORES = new RegExp(`${BEGINS}${PAIR}(?:_${PAIR}){5}${ENDS}(?!_${PAIR}${ENDS})`, 'g');
const WITH_0X = new RegExp(`${BEGINS}0x${PAIR}(?:${SIGN}?0x${PAIR}){5}${ENDS}`, 'g');
const WITH_SIGNS = new RegExp(`${BEGINS}${PAIR}(?:${SIGN}${PAIR}){5}${ENDS}(?!${SIGN}${PAIR}${ENDS})`, 'g');
/** Without leading zeros; of IPv6 there are eight groups, or two colons. */
const SHORT = /(?<![0-9a-z:.-])[0-9a-f]{1,2}([:-])[0-9a-f]{1,2}(?:\1[0-9a-f]{1,2}){4}(?![0-9a-z]|[:-][0-9a-f])/g;
/** Within a word: the digits of one or more addresses, all there are between other letters. */
const GLUED =
  /(?<![0-9a-z])((?:[0-9a-z]*?[g-z][0-9a-z]*?|mac|addr|eth\d|)??)((?:[0-9a-f]{12}){1,4})(?:[g-z][0-9a-z]*)?(?![0-9a-z])/g;
const NAMED = /^(?:mac|macaddr|macaddress|hwaddr|addr|ether)$/;
const SHORTEST = 11;

/** In small letters and signs. @param counts whether an address without signs may be one, by its first three octets */
export function looseAddressesIn(
  text: string,
  isKnown: (vendor: string) => boolean,
  isPort: (name: string) => boolean,
): readonly { readonly at: number; readonly digits: string }[] {
  if (text.length < SHORTEST) return [];
  let rest = text;
  const found: { readonly at: number; readonly digits: string }[] = [];
  const take = (pattern: RegExp, digitsOf: (match: RegExpMatchArray) => string, counts: (digits: string) => boolean) => {
    for (const match of rest.matchAll(pattern)) {
      const digits = digitsOf(match);
      if (!counts(digits)) continue;
      const at = match.index;
      found.push({ at, digits });
      rest = rest.slice(0, at) + ' '.repeat(match[0].length) + rest.slice(at + match[0].length);
    }
  };
  const known = (digits: string): boolean => isKnown(digits.slice(0, 6));
  const plain = ([match]: RegExpMatchArray): string => match.replaceAll(/0x/g, '').replaceAll(/[^0-9a-f]/g, '');
  take(WITH_UNDERSCORES, plain, (digits) => /[a-f]/.test(digits) || known(digits));
  take(WITH_0X, plain, () => true);
  take(WITH_SIGNS, plain, known);
  take(
    SHORT,
    ([match]) => padded(match.split(/[:-]/)),
    (digits) => known(digits),
  );
  for (const match of rest.matchAll(GLUED)) {
    const [, before = '', digits = ''] = match;
    const isNamed = NAMED.test(before) || isPort(before);
    if (isNamed || known(digits)) found.push({ at: match.index, digits });
  }
  return found;
}

/** The digits of an address whose octets, or halves, stand one by one in a list or an object; null where they are none. */
export function digitsOfParts(value: unknown): string | null {
  if (!Array.isArray(value) && !isRecord(value)) return null;
  const parts: readonly unknown[] = Object.values(value);
  if (parts.length < 2 || parts.length > 6) return null;
  if (parts.every((part) => typeof part === 'number'))
    return parts.length === 6 && parts.every((part) => Number.isInteger(part) && part >= -128 && part <= 255)
      ? parts.map((part) => (part & 255).toString(16).padStart(2, '0')).join('')
      : null;
  const digits = parts.map((part) => (typeof part === 'string' ? digitsOf(part, parts.length) : null));
  const all = digits.join('');
  return digits.includes(null) || all.length !== 12 ? null : all;
}

function digitsOf(part: string, parts: number): string | null {
  const text = part.trim().toLowerCase().replace(/^0x/, '');
  if (parts === 6) return /^[0-9a-f]{1,2}$/.test(text) ? text.padStart(2, '0') : null;
  return /^[0-9a-f]{2}(?:[:\-._ ]?[0-9a-f]{2}){1,4}$/.test(text) ? text.replaceAll(/[^0-9a-f]/g, '') : null;
}

function padded(groups: readonly string[]): string {
  return groups.map((group) => group.padStart(2, '0')).join('');
}
