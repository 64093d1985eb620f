import { meaningOf } from '../../../protocol/labels/field-names';
import { visibleText } from '../../../protocol/visible-text';
import { isFoot, isRule } from './foot-lines';
import { lineHints, LookAlikes } from './hints';
import { otherSerialColumns, quotedNames, type Layout } from './layout';
import type { Findings } from './problems';
import type { TableRecord } from './records';
import { endsAfter15Digits, isRounded, isSpreadsheetError, readSerialCell, type CellRules } from './serial-cell';
import { isTooNarrow } from './text-lines';
import { notAlone, WordRules } from './words';

const MAX_DEVICES = 20_000;
const SEPARATOR_WORDS: Readonly<Record<string, string>> = { '\t': 'tabs', ';': 'semicolons', ',': 'commas', '|': 'bars' };

/** Takes the records of a text one after the other. */
export class RowReader {
  readonly serials: string[] = [];
  readonly #lineOf = new Map<string, number>();
  readonly #alike = new LookAlikes();
  readonly #layout: Layout;
  readonly #findings: Findings;
  readonly #rules: CellRules;
  readonly #width: number;
  readonly #words: WordRules | null;
  readonly #headless: TableRecord | undefined;

  constructor(layout: Layout, findings: Findings, rules: CellRules, records: readonly TableRecord[]) {
    this.#layout = layout;
    this.#findings = findings;
    this.#rules = rules;
    this.#width = layout.header === null ? Number.POSITIVE_INFINITY : usualWidth(layout.header.cells, records);
    this.#words =
      layout.separator === null
        ? new WordRules(
            records.flatMap(({ cells, line }) =>
              line === layout.header?.line ? [] : [cells.length === 1 ? (cells[0] ?? '') : cells.join(' ')],
            ),
            rules.serialMasks,
          )
        : null;
    this.#headless = layout.header === null ? possibleHeader(records) : undefined;
  }

  take(record: TableRecord): void {
    const { header } = this.#layout;
    if (header !== null && record.line < header.line) this.#above(record, header.cells);
    else if (header !== null && record.line === header.line) this.#header();
    else this.#row(record);
  }

  /** A line above the header: a title, unless it could be a device. */
  #above({ line, cells }: TableRecord, names: readonly string[]): void {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const isTitle = filled.every(isFoot) || isRule(filled);
    if (!isTitle && (names.length === 1 || (filled.length >= names.length && filled.length > 1)))
      this.#findings.problem(
        line,
        'This line is above the header. If it is a title, remove it; if it is a device, move it below.',
      );
    else
      this.#findings.note(
        () => `Line ${line} is above the header and was left out: "${visibleText(cells.join(' ').trim(), 80)}".`,
      );
  }

  #header(): void {
    const { header, separator } = this.#layout;
    if (header === null) return;
    const name = visibleText((header.cells[header.column] ?? '').trim(), 40);
    const others = otherSerialColumns(header);
    const aside =
      others.length === 0
        ? ''
        : ` Other serial numbers stand in ${quotedNames(others)}; ${others.length === 1 ? 'that column was' : 'those columns were'} not read.`;
    const unusual = header.isUsual ? '' : ` "${name}" is not the usual name of serial numbers. Compare with the labels.`;
    if (separator === null) this.#findings.note(() => `Line ${header.line}, "${name}", is the header.${unusual}`);
    else
      this.#findings.note(
        () =>
          `The serial numbers are in column ${header.column + (isFramed(header.cells, separator) ? 0 : 1)}, "${name}" (line ${header.line}); columns are separated by ${SEPARATOR_WORDS[separator] ?? `"${visibleText(separator, 1)}"`}.${aside}${unusual}`,
      );
  }

  #row(record: TableRecord): void {
    const { cells, line, lastLine } = record;
    const { header, column, separator } = this.#layout;
    const at = column ?? 0;
    const cell = cells[at] ?? '';
    const problem = (sentence: string): void => this.#findings.problem(line, sentence);
    const filled = cells.filter((text) => text.trim() !== '');
    const label = filled[0] ?? '';
    const isTotal = meaningOf(label) === 'total' || (cell.trim() === '' && filled.every(isFoot));
    const repeats = header !== null && meaningOf(cell) !== null && cell.trim() === header.cells[header.column]?.trim();
    if (repeats && cells.every((text, index) => text.trim() === '' || text.trim() === header.cells[index]?.trim()))
      this.#findings.note(() => `Line ${line} repeats the header and was left out.`);
    else if (repeats)
      problem(
        'This line repeats the name of the column, with other texts beside it. If it is the header of a page, remove it; if it is a device, give its serial number in this column.',
      );
    else if (isTooNarrow(cell))
      problem('A spreadsheet shows this where a column is too narrow. Make the column wider and copy the list again.');
    else if (isRule(filled))
      this.#findings.note(() => `Line ${line} is a rule and was left out: "${visibleText(cells.join(' ').trim(), 40)}".`);
    else if (isTotal && cell.trim() === '')
      this.#findings.note(
        () => `Line ${line} is the foot of the list and was left out: "${visibleText(cells.join(' ').trim(), 80)}".`,
      );
    else if (isTotal && label !== cell) problem('This line is the foot of the list. Remove it.');
    else if (separator !== null && isRounded(`${cell.trim()}${separator}${(cells[at + 1] ?? '').trim()}`))
      problem('A spreadsheet has rounded this number. Format the column as text, and enter or export it again.');
    else if (separator !== null && lastLine > line && holdsRows(cells, separator, header?.cells.length ?? 1))
      problem(
        `A quotation mark opens on this line and closes on line ${lastLine} only, so the lines between were not read. Correct it.`,
      );
    else if (filledWidth(cells) > this.#width)
      problem(
        `This line has ${filledWidth(cells)} columns, the header ${this.#width}. A text with the separator in it needs quotation marks.`,
      );
    else if (at === 0 && !isSpreadsheetError(cell) && this.#findings.lineStartsWithHash(line))
      problem(
        'This can be a serial number or a remark. Put a serial number in quotation marks; write a remark with a blank after #.',
      );
    else if (record === this.#headless)
      problem(
        meaningOf(cell) === 'other'
          ? `"${visibleText(cell.trim(), 60)}" is the name of a column, but not of serial numbers. If they stand in this column, write "Serial number" in its place.`
          : 'This may be a header in words that are not known. If it is, remove it; if not, write "Serial number" above it.',
      );
    else this.#serial(cell, line);
  }

  #serial(text: string, line: number): void {
    const known = this.#lineOf.get(text);
    if (known !== undefined && !endsAfter15Digits(text)) {
      this.#findings.repeated(line, `${text} is already on line ${known}.`);
      return;
    }
    if (this.serials.length >= MAX_DEVICES) {
      this.#findings.problem(line, `A roster holds at most ${MAX_DEVICES} devices.`);
      return;
    }
    const read = readSerialCell(text, this.#rules);
    if (read.kind === 'problem') {
      this.#findings.problem(line, read.sentence);
      return;
    }
    const { serial, taken } = read;
    const sentence = this.#findings.lineIsQuoted(line) && this.#words !== null ? null : this.#whyNoSerial(serial);
    if (sentence !== null) {
      this.#findings.problem(line, sentence);
      return;
    }
    const before = this.#lineOf.get(serial);
    if (before !== undefined && endsAfter15Digits(serial))
      this.#findings.problem(
        line,
        `${serial} is already on line ${before}, and a spreadsheet may have rounded both. Compare with the labels.`,
      );
    else if (before !== undefined) this.#findings.repeated(line, `${serial} is already on line ${before}.`);
    else {
      if (taken) this.#findings.note(() => `Line ${line}: ${serial} was read from "${visibleText(text.trim(), 80)}".`);
      for (const hint of lineHints(serial, this.#rules)) this.#findings.note(() => `Line ${line}: ${hint}`);
      const like = this.#alike.add(serial, line);
      if (like !== null) this.#findings.note(() => `Line ${line}: ${like}`);
      this.#lineOf.set(serial, line);
      this.serials.push(serial);
    }
  }

  /** Why a text is no single serial number, where it does not stand in quotation marks. */
  #whyNoSerial(text: string): string | null {
    return notAlone(text, this.#rules.serialMasks) ?? this.#words?.problemOf(text) ?? null;
  }
}

/** True where each line begins with a bar, as reports draw tables: nobody counts what stands before it. */
function isFramed([first = '']: readonly string[], separator: string): boolean {
  return separator === '|' && first.trim() === '';
}

/** How many columns a row may have: those of the header, or what nearly all rows have. */
function usualWidth(names: readonly string[], records: readonly TableRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(filledWidth(cells), (counts.get(filledWidth(cells)) ?? 0) + 1);
  const [width, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];
  const named = filledWidth(names);
  return width > named && count >= (records.length - 1) * 0.8 && count > 1 ? width : named;
}

function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** A quoted cell that swallowed lines of the table: on its first line the rest of a row follows, on its last one begins. */
function holdsRows(cells: readonly string[], separator: string, width: number): boolean {
  return cells.some((cell, column) => {
    const parts = cell.split('\n').map((part) => part.split(separator).length - 1);
    return parts.length > 1 && (parts[0] ?? 0) >= width - 1 - column && (parts.at(-1) ?? 0) >= column;
  });
}

/** In one column: a first line without any digit above lines that all have one. */
function possibleHeader(records: readonly TableRecord[]): TableRecord | undefined {
  const [first] = records;
  const hasDigit = ({ cells }: TableRecord): boolean => cells.some((cell) => /\p{Nd}/u.test(cell));
  if (first === undefined || records.length < 3 || hasDigit(first)) return undefined;
  return records.every((record, index) => index === 0 || hasDigit(record)) ? first : undefined;
}
