import { text, type Text } from '../texts/text';
import { typedElsewhere } from './keyboard-layouts';

/** A roster entry that may be meant by a serial number which is not on the roster. */
export interface NearMatch {
  readonly serial: string;
  readonly difference: Text;
}

/** What labels put before a serial number, and scanners: symbology, data identifiers, GS1. The longest first. */
const IDENTIFIERS =
  /^(?:\][A-Z][0-9A-Z]|\(21\)|SERIAL\s*(?:NO|NR|NUMBER)?\.?\s*[:#=]?\s*|S\/N\s*[:#=]?\s*|SN\s*[:#=]?\s*|25S|1S|S|#|21)/;
const pairs = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map(Array.from(from, (letter, index) => [letter, to.charAt(index)]));
/** Cyrillic and Greek capitals that look like Latin ones. */
const LATIN = pairs('АВЕКМНОРСТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEKMHOPCTXYISJABEZHIKMNOPTYX');
const DIGITS = pairs('OQDILSBZ', '00011582');
/** Letters, digits and signs as input methods for Chinese, Japanese and Korean write them. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/;
/** A maker's label `1S` + type + serial number has no mark between the two; a serial number has at least so many characters. */
const MIN_TAIL = 6;

/** Finds roster entries that differ from a serial number only as labels, scanners, keyboards and typists make them differ. */
export class NearIndex {
  readonly #entries = new Map<string, string[]>();

  constructor(roster: Iterable<string>) {
    for (const entry of roster) for (const key of new Set(keysOfEntry(entry))) this.#add(key, entry);
  }

  /** Entries near a serial number, the likeliest first; none when it is on the roster itself. */
  near(serial: string): NearMatch[] {
    const plain = folded(serial);
    const found = new Map<string, Text>();
    const look = (key: string, difference: (entry: string) => Text): void => {
      for (const entry of this.#entries.get(key) ?? [])
        if (entry !== serial && !found.has(entry)) found.set(entry, difference(entry));
    };
    look(`=${plain}`, (entry) => differenceOfSigns(entry, serial));
    for (const { layout, text: typed } of typedElsewhere(serial))
      look(`=${folded(typed)}`, () => text('near.keyboard', { layout }));
    look(`-${plain}`, () => text('near.identifier'));
    for (const bare of bareForms(plain)) look(`=${bare}`, () => text('near.identifier'));
    look(`0${withoutZeros(plain)}`, () => text('near.zeros'));
    look(`~${lookAlike(plain)}`, () => text('near.letters'));
    return Array.from(found, ([entry, difference]) => ({ serial: entry, difference }));
  }

  #add(key: string, entry: string): void {
    const entries = this.#entries.get(key);
    if (entries === undefined) this.#entries.set(key, [entry]);
    else entries.push(entry);
  }
}

/** How two serial numbers differ that are the same when folded. */
export function differenceOfSigns(entry: string, serial: string): Text {
  if (entry.toUpperCase() === serial.toUpperCase()) return text('near.case');
  return FULL_WIDTH.test(entry + serial) ? text('near.fullWidth') : text('near.signs');
}

function keysOfEntry(entry: string): string[] {
  const plain = folded(entry);
  return [`=${plain}`, `0${withoutZeros(plain)}`, `~${lookAlike(plain)}`, ...bareForms(plain).map((bare) => `-${bare}`)];
}

/** A folded serial number without what a label or a scanner may have put before it. */
function bareForms(plain: string): string[] {
  const bare = /^\*.+\*$/.test(plain) ? plain.slice(1, -1) : plain.replace(IDENTIFIERS, '');
  const forms = bare !== plain && bare !== '' ? [bare] : [];
  if (/^\]..S?/.test(plain) && bare.startsWith('S')) forms.push(bare.slice(1));
  if (plain.startsWith('1S'))
    for (let from = 2 + MIN_TAIL; from <= plain.length - MIN_TAIL; from += 1) forms.push(plain.slice(from));
  return forms.filter((form) => form !== '');
}

/** Without case, width, blanks and kinds of dashes: what typists and input methods write differently of one label. */
export function folded(serial: string): string {
  if (/^[!-~]*$/.test(serial)) return serial.toUpperCase();
  return serial
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s/g, '');
}

function withoutZeros(serial: string): string {
  return serial.replace(/^0+(?=.)/, '');
}

function lookAlike(serial: string): string {
  return Array.from(serial, (char) => {
    const latin = LATIN.get(char) ?? char;
    return DIGITS.get(latin) ?? latin;
  }).join('');
}
