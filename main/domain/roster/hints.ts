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

/** What looks as if a spreadsheet had changed it, or is unlike the others, and may still be right. @param isTable columns were told apart */
export function* hintsFor(
  serials: readonly string[],
  { isTable, ...rules }: Pick<CellRules, 'serialMasks' | 'other'> & { readonly isTable: boolean },
): Generator<readonly string[], void, undefined> {
  const numbers = serials.filter((serial) => /^\d+$/.test(serial));
  const strange = isTable ? [] : serials.filter((serial) => !fitsOneOf(serial, rules.serialMasks));
  yield endHints(numbers);
  yield zeroHints(numbers, serials.length);
  yield oddHints(serials);
  yield columnHints(strange, serials.length);
  yield formHints(serials, (serial) => fitsOneOf(serial, rules.serialMasks) || lineHints(serial, rules).length > 0);
}

/** What one serial number looks like that is usually none; it is taken all the same. */
export function lineHints(serial: string, { serialMasks, other }: Pick<CellRules, 'serialMasks' | 'other'>): string[] {
  // Only what is said is put into visible text: of nearly all lines nothing is.
  const said = (words: string): string[] => [`${visibleText(serial, 60)} ${words}`];
  if (!fitsOneOf(serial, serialMasks)) {
    if (other.badges.includes(serial) || fitsOneOf(serial, other.badge))
      return said('looks like a badge number. If it is no device, remove the line.');
    if (fitsOneOf(serial, other.operation)) return said('looks like an operation number. If it is no device, remove the line.');
  }
  const [, words] = LOOKS.find(([looks]) => looks(serial)) ?? [];
  return words === undefined ? [] : said(words);
}

/** What a single text looks like, the first that fits. */
const LOOKS: readonly (readonly [(serial: string) => boolean, string])[] = [
  [isMac, 'looks like a MAC address. Compare with the label.'],
  [isTwo, 'looks like two serial numbers. Write each on a line of its own.'],
  [isRange, 'looks like a range. Write each serial number on a line of its own.'],
  [
    (serial) => /^\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+$/.test(serial),
    'looks like a number with marks at the thousands. Compare with the label.',
  ],
  [isDate, 'looks like a date. If it is no device, remove the line.'],
  [(serial) => meaningOf(serial) === 'other', 'looks like the name of a column. If it is no device, remove the line.'],
  [
    (serial) => /[\uFF01-\uFF5E\u2010-\u2015\u2212]/.test(serial),
    'has a dash or letters of another width, as word processors and input methods write them. Compare with the label.',
  ],
  [
    (serial) => /(?![0-9])[\p{Nd}\p{No}]/u.test(serial),
    'has digits other than 0 to 9, with which devices report it. Compare with the label.',
  ],
  [
    (serial) => /[A-Za-z]/.test(serial) && /[\u0370-\u03FF\u0400-\u04FF]/.test(serial),
    'has Greek or Cyrillic letters that look like Latin ones. Compare with the label.',
  ],
  [
    (serial) => /[A-Za-z]/.test(serial) && /(?!\p{Script=Latin})\p{L}/u.test(serial),
    'has letters of another script among Latin ones. Compare with the label.',
  ],
  [
    (serial) => /^[-([{<*_~`\u3001-\u301F\u2700-\u27BF]|[-.,:!?)\]}>*_~`\u3001-\u301F\u2700-\u27BF]$/.test(serial),
    'begins or ends with a sign. Compare with the label.',
  ],
  [
    (serial) => /[:;=!?"'`´^~|\\<>@$%&*{}[\]]|\/\//.test(serial),
    'has a sign in it that is rare in serial numbers. Compare with the label.',
  ],
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
  add(serial: string, line: number): string | null {
    const form = folded(serial);
    const before = this.#byForm.get(form);
    if (before === undefined) {
      this.#byForm.set(form, { serial, line });
      return null;
    }
    const [shown, other] = [visibleText(serial, 60), visibleText(before.serial, 60)];
    return `${shown} looks like ${other} of line ${before.line} (${differenceOfSigns(before.serial, serial)}). If both are one device, remove one.`;
  }
}

/** Texts unlike most others: without any digit, or with blanks. */
function oddHints(serials: readonly string[]): string[] {
  const few = (odd: readonly string[]): boolean => odd.length > 0 && odd.length <= serials.length * ODD;
  const wordy = serials.filter((serial) => !/\p{Nd}/u.test(serial) && meaningOf(serial) !== 'other');
  const spaced = serials.filter((serial) => /\s/.test(serial));
  return [
    ...(few(wordy)
      ? [
          `${examples(wordy)} ${wordy.length === 1 ? 'has no digit' : 'have no digits'}, unlike the others. What is no device, remove.`,
        ]
      : []),
    ...(wordy.length === serials.length && serials.length > 1
      ? [`None of these has a digit, as nearly every serial number has. Look whether this is the right list: ${examples(wordy)}.`]
      : []),
    ...(few(spaced)
      ? [`${examples(spaced)} ${spaced.length === 1 ? 'has' : 'have'} blanks, unlike the others. Compare with the label.`]
      : []),
  ];
}

/** A sign too many or too few, or a letter in place of a digit. What is noted for another reason is not named again. */
function formHints(serials: readonly string[], isNoted: (serial: string) => boolean): string[] {
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
  return odd.length === 0
    ? []
    : [
        `${examples(odd)} ${odd.length === 1 ? 'is' : 'are'} of another form than most, like ${visibleText(like, 40)}. Compare with the label.`,
      ];
}

/** Lines of one shape with blanks may be several columns. */
function columnHints(serials: readonly string[], devices: number): string[] {
  const spaced = serials.filter((serial) => /\s/.test(serial));
  if (spaced.length < 2 || spaced.length <= devices * ODD) return [];
  return [
    `${examples(spaced)} have blanks, and each is taken as one serial number. If a line has several columns, separate them with tabs.`,
  ];
}

function endHints(numbers: readonly string[]): string[] {
  const ended = numbers.filter(endsAfter15Digits);
  if (ended.length === 0) return [];
  return [
    `${examples(ended)} ${ended.length === 1 ? 'ends' : 'end'} in zeros after 15 digits, as numbers do that went through a spreadsheet. Compare with the label.`,
  ];
}

function zeroHints(numbers: readonly string[], devices: number): string[] {
  const counts = new Map<number, number>();
  for (const { length } of numbers) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];
  const padded = numbers.filter((number) => number.startsWith('0')).map(({ length }) => length);
  const length = padded.length > 0 ? Math.max(...padded) : count >= numbers.length * USUAL ? usual : 0;
  const short = numbers.filter((number) => number.length < length && !number.startsWith('0'));
  if (short.length > 0)
    return [
      `${examples(short)} ${short.length === 1 ? 'has' : 'have'} fewer digits than the others. A spreadsheet takes leading zeros away: compare with the label.`,
    ];
  const few = numbers.filter((number) => number.length < 5);
  return few.length === 0 || few.length < devices
    ? []
    : [`${examples(few)}: short numbers. If the labels have leading zeros, a spreadsheet took them away.`];
}

function examples(numbers: readonly string[]): string {
  const named = numbers
    .slice(0, EXAMPLES)
    .map((number) => visibleText(number, 40))
    .join(', ');
  return numbers.length > EXAMPLES ? `${named} and ${numbers.length - EXAMPLES} more` : named;
}
