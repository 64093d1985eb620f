import { text, type Text } from '../../../protocol/texts/text';
import { isMac } from '../../../protocol/labels/classify-code';
import { meaningOf } from '../../../protocol/labels/field-names';
import { fitsOneOf } from '../../../protocol/labels/mask';
import { differenceOfSigns, folded } from '../../../protocol/labels/near-match';
import { visibleText } from '../../../protocol/visible-text';
import { endsAfter15Digits, type CellRules } from './serial-cell';
import { shapeOf } from './shape';

const EXAMPLES = 5;
/** So many have to be of one length or form before another one is odd. */
const USUAL = 0.8;
/** Of fewer, none is usual. */
const FEWEST = 5;

/** Of all, so many may be unlike the others and still be named. */
const ODD = 0.5;

type LineCode = `rosterHint.${
  | 'badge'
  | 'operation'
  | 'mac'
  | 'two'
  | 'range'
  | 'thousands'
  | 'date'
  | 'columnName'
  | 'width'
  | 'digits'
  | 'greek'
  | 'script'
  | 'endSign'
  | 'rareSign'}`;

/** What looks as if a spreadsheet had changed it, or is unlike the others, and may still be right. @param isTable columns were told apart */
export function* hintsFor(
  serials: readonly string[],
  { isTable, ...rules }: Pick<CellRules, 'serialMasks' | 'other'> & { readonly isTable: boolean },
): Generator<readonly Text[], void, undefined> {
  const numbers = serials.filter((serial) => /^\d+$/.test(serial));
  const strange = isTable ? [] : serials.filter((serial) => !fitsOneOf(serial, rules.serialMasks));
  yield endHints(numbers);
  yield zeroHints(numbers, serials.length);
  yield oddHints(serials);
  yield columnHints(strange, serials.length);
  yield formHints(serials, (serial) => fitsOneOf(serial, rules.serialMasks) || lineHints(serial, rules).length > 0);
}

/** What one serial number looks like that is usually none; it is taken all the same. */
export function lineHints(serial: string, { serialMasks, other }: Pick<CellRules, 'serialMasks' | 'other'>): Text[] {
  // Only what is said is put into visible text: of nearly all lines nothing is.
  const said = (code: LineCode): Text[] => [text(code, { serial: visibleText(serial, 60) })];
  if (!fitsOneOf(serial, serialMasks)) {
    if (other.badges.includes(serial) || fitsOneOf(serial, other.badge)) return said('rosterHint.badge');
    if (fitsOneOf(serial, other.operation)) return said('rosterHint.operation');
  }
  const [, code] = LOOKS.find(([looks]) => looks(serial)) ?? [];
  return code === undefined ? [] : said(code);
}

/** What a single text looks like, the first that fits. */
const LOOKS: readonly (readonly [(serial: string) => boolean, LineCode])[] = [
  [isMac, 'rosterHint.mac'],
  [isTwo, 'rosterHint.two'],
  [isRange, 'rosterHint.range'],
  [(serial) => /^\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+$/.test(serial), 'rosterHint.thousands'],
  [isDate, 'rosterHint.date'],
  [(serial) => meaningOf(serial) === 'other', 'rosterHint.columnName'],
  [(serial) => /[\uFF01-\uFF5E\u2010-\u2015\u2212]/.test(serial), 'rosterHint.width'],
  [(serial) => /(?![0-9])[\p{Nd}\p{No}]/u.test(serial), 'rosterHint.digits'],
  [(serial) => /[A-Za-z]/.test(serial) && /[\u0370-\u03FF\u0400-\u04FF]/.test(serial), 'rosterHint.greek'],
  [(serial) => /[A-Za-z]/.test(serial) && /(?!\p{Script=Latin})\p{L}/u.test(serial), 'rosterHint.script'],
  [
    (serial) => /^[-([{<*_~`\u3001-\u301F\u2700-\u27BF]|[-.,:!?)\]}>*_~`\u3001-\u301F\u2700-\u27BF]$/.test(serial),
    'rosterHint.endSign',
  ],
  [(serial) => /[:;=!?"'`´^~|\\<>@$%&*{}[\]]|\/\//.test(serial), 'rosterHint.rareSign'],
];

/** `Q186I15901/Q186I15902`, `Q186I15901 and Q186I15902`: two texts of one shape in one cell. */
function isTwo(serial: string): boolean {
  const two = /^(.{5,}?)\s*[/+&]\s*(.{5,})$/.exec(serial) ?? /^(\S{8,})\s+(?:\p{L}{1,3}\s+)?(\S{8,})$/u.exec(serial);
  const [, first = '', second = ''] = two ?? [];
  return /\d/.test(first) && shapeOf(first) === shapeOf(second);
}

/** `Q186I15901-Q186I15910`: two texts of one shape that begin alike, the second after the first. */
function isRange(serial: string): boolean {
  const half = (serial.length - 1) / 2;
  const [from, to] = [serial.slice(0, half), serial.slice(half + 1)];
  const shape = (text: string): string => text.replaceAll(/\d/g, '9');
  const alike = half >= 6 ? 3 : 2;
  return (
    half >= (/^\p{L}{2}/u.test(from) ? 4 : 6) &&
    /[-–—]/.test(serial.charAt(half)) &&
    shape(from) === shape(to) &&
    /\d$/.test(from) &&
    from.slice(0, alike) === to.slice(0, alike) &&
    from < to
  );
}

/** `26-Mar`, `Mar-26`, `01-Mär-2026`: what a spreadsheet makes of `MAR26`, in the languages whose months these are. */
const MONTH =
  'jan|feb|mar|mär|mrz|apr|may|mai|maj|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fév|avr|juin|juil|aoû|déc|mrt|mei';
const WITH_MONTH = new RegExp(`^(?:\\d{1,2}[-./ ])?(?:${MONTH})\\.?[-./ ]\\d{1,4}$|^\\d{1,2}[-./ ](?:${MONTH})\\.?$`, 'iu');

function isDate(text: string): boolean {
  return (
    /^(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$/.test(text) ||
    /^(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d$/.test(text) ||
    /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?$/.test(text) ||
    WITH_MONTH.test(text)
  );
}

/** Serial numbers that only typing makes differ. */
export class LookAlikes {
  readonly #byForm = new Map<string, { readonly serial: string; readonly line: number }>();

  /** @returns the note on a serial number that looks like one of a line above; null when none does */
  add(serial: string, line: number): Text | null {
    const form = folded(serial);
    const before = this.#byForm.get(form);
    if (before === undefined) {
      this.#byForm.set(form, { serial, line });
      return null;
    }
    const [shown, other] = [visibleText(serial, 60), visibleText(before.serial, 60)];
    const difference = differenceOfSigns(before.serial, serial);
    return text('rosterHint.alike', { serial: shown, other, line: String(before.line), difference });
  }
}

/** Texts unlike most others: without any digit, or with blanks. */
function oddHints(serials: readonly string[]): Text[] {
  const few = (odd: readonly string[]): boolean => odd.length > 0 && odd.length <= serials.length * ODD;
  const wordy = serials.filter((serial) => !/\p{Nd}/u.test(serial) && meaningOf(serial) !== 'other');
  const spaced = serials.filter((serial) => /\s/.test(serial));
  return [
    ...(few(wordy) ? [text('rosterHint.noDigit', named(wordy))] : []),
    ...(wordy.length === serials.length && serials.length > 1
      ? [text('rosterHint.noneHasDigit', { named: examples(wordy) })]
      : []),
    ...(few(spaced) ? [text('rosterHint.blanks', named(spaced))] : []),
  ];
}

/** A sign too many or too few, or a letter in place of a digit. What is noted for another reason is not named again. */
function formHints(serials: readonly string[], isNoted: (serial: string) => boolean): Text[] {
  if (serials.length < FEWEST) return [];
  const byForm = new Map<string, string[]>();
  for (const serial of serials) {
    const form = shapeOf(serial);
    const alike = byForm.get(form);
    if (alike === undefined) byForm.set(form, [serial]);
    else alike.push(serial);
  }
  const [most, ...others] = [...byForm].toSorted(([, a], [, b]) => b.length - a.length);
  const [usual = '', alike = []] = most ?? [];
  if (alike.length < serials.length * USUAL) return [];
  const isShortNumber = (serial: string): boolean => /^9+$/.test(usual) && /^\d+$/.test(serial) && serial.length < usual.length;
  const odd = others
    .flatMap(([, some]) => some)
    .filter((serial) => /\p{Nd}/u.test(serial) && !/\s/.test(serial) && !isShortNumber(serial) && !isNoted(serial));
  const like = alike[0] ?? '';
  return odd.length === 0 ? [] : [text('rosterHint.form', { ...named(odd), like: visibleText(like, 40) })];
}

/** Lines of one shape with blanks may be several columns. */
function columnHints(serials: readonly string[], devices: number): Text[] {
  const spaced = serials.filter((serial) => /\s/.test(serial));
  if (spaced.length < 2 || spaced.length <= devices * ODD) return [];
  return [text('rosterHint.columns', { named: examples(spaced) })];
}

function endHints(numbers: readonly string[]): Text[] {
  const ended = numbers.filter(endsAfter15Digits);
  return ended.length === 0 ? [] : [text('rosterHint.endsInZeros', named(ended))];
}

function zeroHints(numbers: readonly string[], devices: number): Text[] {
  const counts = new Map<number, number>();
  for (const { length } of numbers) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];
  const padded = numbers.filter((number) => number.startsWith('0')).map(({ length }) => length);
  const length = padded.length > 0 ? Math.max(...padded) : count >= numbers.length * USUAL ? usual : 0;
  const short = numbers.filter((number) => number.length < length && !number.startsWith('0'));
  if (short.length > 0) return [text('rosterHint.short', named(short))];
  const few = numbers.filter((number) => number.length < 5);
  return few.length === 0 || few.length < devices ? [] : [text('rosterHint.allShort', { named: examples(few) })];
}

function named(serials: readonly string[]): { readonly named: Text | string; readonly count: number } {
  return { named: examples(serials), count: serials.length };
}

function examples(serials: readonly string[]): Text | string {
  const first = serials
    .slice(0, EXAMPLES)
    .map((serial) => visibleText(serial, 40))
    .join(', ');
  return serials.length > EXAMPLES
    ? text('rosterHint.andMore', { named: first, more: String(serials.length - EXAMPLES) })
    : first;
}
