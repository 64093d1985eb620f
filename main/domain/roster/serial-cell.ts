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
  | { readonly kind: 'problem'; readonly sentence: string };

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
  const shown = (): string => visibleText(cell, 60);
  const problem = (sentence: string): SerialCell => ({ kind: 'problem', sentence });
  if (withoutInvisible(cell) === '') return problem('There is no serial number on this line.');
  if (isRounded(cell))
    return problem(
      `A spreadsheet has rounded this number to ${shown()}. Format the column as text, and enter or export it again.`,
    );
  if (/^\d{4,}[.,]0+$/.test(cell))
    return problem(`A program has written this number as a decimal, ${shown()}. Format the column as text, and export it again.`);
  if (isSpreadsheetError(cell))
    return problem(`"${shown()}" is an error of the spreadsheet, not a serial number. Correct the cell.`);
  if (cell.startsWith('=') && !fitsOneOf(cell, serialMasks))
    return problem(
      `"${shown()}" is a formula of the spreadsheet, not what comes of it. Copy the values, or save the list as CSV.`,
    );
  const meaning = meaningOf(cell);
  if (meaning === 'total' || isCountedTotal(cell))
    return problem(`"${shown()}" stands at the foot of a list. It is no serial number; remove the line.`);
  if (fitsOneOf(cell, serialMasks)) return plain(cell, cell !== text.trim() && hasMarks(text), certain);
  if (!/\d/.test(cell) && namesASerial(cell)) return problem(`There is no serial number after "${shown()}" on this line.`);
  if (readUrl(cell) !== null) return problem('This is a web address. Give the serial number alone.');
  const bare = withoutTail(withoutCarrier(cell));
  const apart = takeApart(bare, serialMasks);
  if (apart?.kind === 'several') return problem(severalTexts(bare));
  if (apart?.kind === 'other') return problem(`"${shown()}" is another field of a label. Give the serial number alone.`);
  const serial = apart === null ? bare : apart.serial;
  if (serial === cell) return plain(cell, cell !== text.trim() && hasMarks(text), certain);
  if (depth === DEEPEST) return problem(SEVERAL);
  // What was taken out may be wrapped once more: `SN:*Q1*`.
  return takenOut(readSerialCell(serial, { serialMasks, certain }, depth + 1));
}

const SEVERAL = 'There are several texts on this line. Give the serial number alone.';

function severalTexts(bare: string): string {
  const [above = '', below = '', more] = bare.split(/\r\n|[\r\n]/).map((part) => visibleText(part.trim(), 40));
  return above !== '' && below !== '' && more === undefined
    ? `This cell is on two lines, "${above}" and "${below}". Write one serial number on one line: together if it was wrapped, else each alone.`
    : SEVERAL;
}

function takenOut(inner: SerialCell): SerialCell {
  return inner.kind === 'serial' ? { ...inner, taken: true } : inner;
}

/** A text that is nothing but a serial number, if it can be one. */
function plain(serial: string, taken: boolean, certain: boolean): SerialCell {
  const sentence = whyUnusable(serial, certain);
  return sentence === null ? { kind: 'serial', serial, taken } : { kind: 'problem', sentence };
}

/** True for `#N/A`, `#REF!`, `#NV` and their kind. */
export function isSpreadsheetError(text: string): boolean {
  return /^#(?:N\/A|NV|N\/D|[\p{Lu}/\d]+[!?])$/u.test(text.trim());
}

/** True for a number in the short form that spreadsheets show: `1.23457E+11`, with a decimal comma in Europe. */
export function isRounded(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E[+-]\d{1,3}$/i.test(text) || /^\d[.,]\d+E\d{1,3}$/i.test(text);
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

function whyUnusable(serial: string, certain: boolean): string | null {
  if (!SerialNumber.safeParse(serial).success) return `The serial number has ${serial.length} characters; at most 128 are read.`;
  if (hasInvisibleCharacter(serial))
    return `A character that cannot be seen stands in "${visibleText(serial, 60)}". Type this serial number again.`;
  if (!certain && /[^ -~]/.test(serial))
    return 'The serial number has a letter that cannot be read for certain, because the file is not UTF-8. Save it as UTF-8 text or CSV.';
  if (isPlaceholderSerial(serial)) return `"${visibleText(serial, 60)}" is a placeholder, not a serial number.`;
  if (/\s{2,}/.test(serial))
    return 'There are several blanks on this line, as between columns. Give the serial number alone, or separate columns with tabs.';
  return null;
}
