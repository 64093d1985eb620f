import { text as textOf, type Text } from '../../../protocol/texts/text';
import { SerialNumber } from '../../../protocol/ids';
import { meaningOf, namesASerial } from '../../../protocol/labels/field-names';
import { fitsOneOf } from '../../../protocol/labels/mask';
import { withoutCarrier } from '../../../protocol/labels/symbologies';
import { takeApart } from '../../../protocol/labels/take-apart';
import { readUrl } from '../../../protocol/labels/url-serial';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { hasInvisibleCharacter, visibleText, withoutInvisible } from '../../../protocol/visible-text';

/** What stands where a serial number should. */
export type SerialCell =
  | {
      readonly kind: 'serial';
      readonly serial: string /** True when it was taken out of a longer text. */;
      readonly taken: boolean;
    }
  | { readonly kind: 'problem'; readonly reason: Text };

/** How the numbers of badges and operations look here, and which badges there are. */
export interface OtherCodes {
  readonly badge: readonly string[];
  readonly operation: readonly string[];
  readonly badges: readonly string[];
}

export interface CellRules {
  /** How serial numbers look here; empty: in any way. */
  readonly serialMasks: readonly string[];
  /** What is not a serial number here, as it is known of scanned codes. */
  readonly other: OtherCodes;
  /** False when the file's encoding is a guess: then only ASCII is sure. */
  readonly certain: boolean;
}

/** What names the text of the cell. */
type ShownCode = `rosterLine.${'roundedTo' | 'decimal' | 'sheetError' | 'formula' | 'footer' | 'nothingBehind' | 'otherField'}`;

/** No label wraps a serial number more often. */
const DEEPEST = 8;

/** Reads one cell of the serial column. */
export function readSerialCell(
  text: string,
  { serialMasks, certain }: Pick<CellRules, 'serialMasks' | 'certain'>,
  depth = 0,
): SerialCell {
  const cell = unformatted(text);
  const inside = fitsOneOf(cell, serialMasks) ? cell : withoutSigns(cell);
  if (inside !== cell && inside !== '') return takenOut(readSerialCell(inside, { serialMasks, certain }, depth));
  const problem = (reason: Text): SerialCell => ({ kind: 'problem', reason });
  const shownIn = (code: ShownCode): SerialCell => problem(textOf(code, { shown: visibleText(cell, 60) }));
  if (withoutInvisible(cell) === '') return problem(textOf('rosterLine.noSerial'));
  if (isRounded(cell)) return shownIn('rosterLine.roundedTo');
  if (/^\d{4,}[.,]0+$/.test(cell)) return shownIn('rosterLine.decimal');
  if (isSpreadsheetError(cell)) return shownIn('rosterLine.sheetError');
  if (cell.startsWith('=') && !fitsOneOf(cell, serialMasks)) return shownIn('rosterLine.formula');
  const meaning = meaningOf(cell);
  if (meaning === 'total' || isCountedTotal(cell)) return shownIn('rosterLine.footer');
  if (fitsOneOf(cell, serialMasks)) return plain(cell, cell !== text.trim() && hasMarks(text), certain);
  if (!/\d/.test(cell) && namesASerial(cell)) return shownIn('rosterLine.nothingBehind');
  if (readUrl(cell) !== null) return problem(textOf('rosterLine.url'));
  const bare = withoutTail(withoutCarrier(cell));
  const apart = takeApart(bare, serialMasks);
  if (apart?.kind === 'several') return problem(severalTexts(bare));
  if (apart?.kind === 'other') return shownIn('rosterLine.otherField');
  const serial = apart === null ? bare : apart.serial;
  if (serial === cell) return plain(cell, cell !== text.trim() && hasMarks(text), certain);
  if (depth === DEEPEST) return problem(textOf('rosterLine.several'));
  // What was taken out may be wrapped once more: `SN:*Q1*`.
  return takenOut(readSerialCell(serial, { serialMasks, certain }, depth + 1));
}

function severalTexts(bare: string): Text {
  const [above = '', below = '', more] = bare.split(/\r\n|[\r\n]/).map((part) => visibleText(part.trim(), 40));
  return above !== '' && below !== '' && more === undefined
    ? textOf('rosterLine.twoLines', { above, below })
    : textOf('rosterLine.several');
}

function takenOut(inner: SerialCell): SerialCell {
  return inner.kind === 'serial' ? { ...inner, taken: true } : inner;
}

/** A text that is nothing but a serial number, if it can be one. */
function plain(serial: string, taken: boolean, certain: boolean): SerialCell {
  const reason = whyUnusable(serial, certain);
  return reason === null ? { kind: 'serial', serial, taken } : { kind: 'problem', reason };
}

/** True for `#N/A`, `#REF!`, `#NV` and their kind. */
export function isSpreadsheetError(text: string): boolean {
  return /^#(?:N\/A|NV|N\/D|[\p{Lu}/\d]+[!?])$/u.test(text.trim());
}

/**
 * True for a number in the short form that spreadsheets show: `1.23457E+11`, with a decimal comma in Europe. They write at least two digits behind
 * the E, and a whole number that is that long never gets small: `4E-0` is a serial number.
 */
export function isRounded(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d{2,3}$/i.test(text) || /^[+-]?\d[.,]\d+E-?\d{1,3}$/i.test(text);
}

/** True for a long number with nothing but zeros after its 15th digit, as far as a spreadsheet counts. */
export function endsAfter15Digits(serial: string): boolean {
  return /^[1-9]\d{14}0+$/.test(serial);
}

/** Without what only tells a spreadsheet that it is a text (`="000186"`, `'000186`), and without quotation marks of any kind. */
function unformatted(text: string): string {
  const cell = text.trim();
  const quoted = /^=?"((?:[^"]|"")*)"$/.exec(cell)?.[1]?.replaceAll('""', '"');
  const inner = quoted ?? typeset(cell) ?? /^'([^']+)$/.exec(cell)?.[1];
  return inner === undefined ? cell : unformatted(inner);
}

/** The text in quotation marks as word processors set them, or in single ones. */
function typeset(cell: string): string | undefined {
  return /^(?:[\u201C-\u201F\u00AB\u00BB]([^\u201C-\u201F\u00AB\u00BB]+)[\u201C-\u201F\u00AB\u00BB]|['\u2018-\u201B]([^'\u2018-\u201B]+)['\u2018-\u201B])$/
    .exec(cell)
    ?.slice(1)
    .find((inner) => inner !== undefined);
}

/** Without what separates the lines of a list (`Q1,`), and without characters around a text that cannot be seen. */
function withoutSigns(cell: string): string {
  const isOfText = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);
  if (isOfText(cell.charAt(0)) && isOfText(cell.charAt(cell.length - 1))) return cell;
  return trimmedBy(cell, (char) => hasInvisibleCharacter(char) || /[\s,;|，；、｜]/.test(char));
}

function trimmedBy(text: string, isOutside: (char: string) => boolean): string {
  const chars = Array.from(text);
  const start = chars.findIndex((char) => !isOutside(char));
  return start === -1 ? '' : chars.slice(start, chars.findLastIndex((char) => !isOutside(char)) + 1).join('');
}

/** True for marks that may belong to the serial number, unlike those that spreadsheets write. */
function hasMarks(text: string): boolean {
  const cell = text.trim();
  return typeset(cell) !== undefined || /^'.*\D/.test(cell);
}

/** `Q1 # spare`: a remark behind one text. */
function withoutTail(text: string): string {
  return /^(\S+)\s+#\s/.exec(`${text} `)?.[1] ?? text;
}

/** `Total: 12` */
function isCountedTotal(cell: string): boolean {
  const before = /^(\D+)\d+$/.exec(cell)?.[1] ?? '';
  return /[\s:=：＝]/.test(before) && meaningOf(before.trimEnd().replace(/[:=：＝]$/, '')) === 'total';
}

function whyUnusable(serial: string, certain: boolean): Text | null {
  if (!SerialNumber.safeParse(serial).success)
    return textOf('rosterLine.longSerial', { characters: String(serial.length), most: '128' });
  if (hasInvisibleCharacter(serial)) return textOf('rosterLine.unseen', { shown: visibleText(serial, 60) });
  if (!certain && /[^ -~]/.test(serial)) return textOf('rosterLine.uncertain');
  if (isPlaceholderSerial(serial)) return textOf('rosterLine.placeholder', { shown: visibleText(serial, 60) });
  return /\s{2,}/.test(serial) ? textOf('rosterLine.blanks') : null;
}
