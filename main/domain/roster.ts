import type { ParsedRoster } from '../../protocol/ipc';
import type { LabelPatterns } from '../../protocol/labels/classify-code';
import { meaningOf } from '../../protocol/labels/field-names';
import { visibleText } from '../../protocol/visible-text';
import { hintsFor, lineHints } from './roster/hints';
import { otherFormat } from './roster/other-formats';
import { WordRules } from './roster/words';
import { findLayout, rivalColumns, type Layout } from './roster/layout';
import { Findings } from './roster/problems';
import { recordsOf, type TableRecord } from './roster/records';
import {
  endsAfter15Digits,
  isRounded,
  isSpreadsheetError,
  readSerialCell,
  type CellRules,
  type OtherCodes,
} from './roster/serial-cell';
import { isEmptyRow, isRemark, linesOf, MAX_LINE, namedSeparator, tooManyLines } from './roster/text-lines';

/** What rosters need of `settings.labels`. */
export type RosterLabels = Pick<LabelPatterns, 'serial' | 'badge' | 'operation'>;

/** Said where a roster has no line that could be a device. */
export const EMPTY_ROSTER = 'The roster is empty. Give one serial number per line, or scan without a roster.';
const MAX_DEVICES = 20_000;
const NO_OTHER_CODES: OtherCodes = { badge: [], operation: [], badges: [] };
const SEPARATOR_WORDS: Readonly<Record<string, string>> = { '\t': 'tabs', ';': 'semicolons', ',': 'commas', '|': 'bars' };

/**
 * Reads a roster: one serial number per line, or a table with one separator for the whole text and a header that names the serial
 * column. Every line is a serial number, empty, or named: as a problem with its reason, or in a note (header, titles, remarks).
 * The first 200 problems are named and the rest counted; lines that only repeat a serial number come after the others.
 */
export function parseRoster(text: string, rules: Partial<CellRules> = {}): ParsedRoster {
  const lines = linesOf(text);
  const findings = new Findings(lines);
  const other = otherFormat(text);
  if (other !== null) {
    findings.problem(1, `This is ${other}, not a list. Open it in the spreadsheet and save the list as CSV (UTF-8).`);
    return { serials: [], problems: findings.problems, notes: [] };
  }
  const count = tooManyLines(lines);
  if (count !== null) {
    findings.problem(1, `This list has ${count} lines, so it is no roster. Give the serial numbers of one rack alone.`);
    return { serials: [], problems: findings.problems, notes: [] };
  }
  const layout = findLayout(lines);
  const content = lines.map((line, index) => {
    if (line.length > MAX_LINE) {
      findings.problem(index + 1, `This line has ${line.length} characters, so it is no row of a roster.`);
      return '';
    }
    if (layout.header?.line === index + 1 || !isRemark(line, layout.separator)) return line;
    findings.note(() => `Line ${index + 1} is a remark and was left out: "${visibleText(line.trim(), 80)}".`);
    return '';
  });
  if (namedSeparator(lines) !== undefined) {
    content[0] = '';
    findings.note(() => `Line 1 names the separator and was left out: "${visibleText(lines[0] ?? '', 20)}".`);
  }
  const table = recordsOf(content, layout.separator);
  for (const line of table.unclosed) findings.problem(line, 'A quotation mark on this line is never closed.');
  const records = table.records.filter(({ cells }) => !isEmptyRow(cells));
  const [first] = records;
  if (layout.column === null && first !== undefined) {
    const rivals = first.cells.filter((cell) => /serial|serien|\bs\/?n\b/i.test(cell) && !/\d{2}/.test(cell));
    findings.problem(
      first.line,
      rivals.length > 1
        ? severalColumns(rivals)
        : 'No column is named as the serial number, so nothing was read. Say which one it is: write "Serial number" above it.',
    );
    return { serials: [], problems: findings.problems, notes: findings.notes, columns: columnsOf(records, layout) };
  }
  const reader = new RowReader(
    layout,
    findings,
    { serialMasks: rules.serialMasks ?? [], other: rules.other ?? NO_OTHER_CODES, certain: rules.certain ?? true },
    records,
  );
  for (const record of records) reader.take(record);
  for (const hint of hintsFor(reader.serials)) findings.note(() => hint);
  return { serials: reader.serials, problems: findings.problems, notes: findings.notes };
}

/** Rules for rosters from the plant's settings of labels. @param badges those that are on record here */
export function rosterRules(labels: RosterLabels, badges: readonly string[] = []): Pick<CellRules, 'serialMasks' | 'other'> {
  return { serialMasks: labels.serial, other: { badge: labels.badge, operation: labels.operation, badges } };
}

/** True when a text has a line that names its serial column in a language that is known. */
export function hasKnownHeader(text: string): boolean {
  return findLayout(linesOf(text)).header !== null;
}

function severalColumns(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => visibleText(name.trim(), 40));
  return `Several columns are named as the serial number: "${shown.join('", "')}". Keep the name of the one that holds it, and write "Serial number" above it.`;
}

/** What a person chooses from, where no column is named as the serial number. */
function columnsOf(records: readonly TableRecord[], { separator }: Layout): NonNullable<ParsedRoster['columns']> {
  const width = Math.min(50, Math.max(...records.slice(0, 100).map(({ cells }) => cells.length)));
  return {
    separator: separator ?? '',
    firstLine: records[0]?.line ?? 1,
    samples: Array.from({ length: width }, (_, column) =>
      records.slice(0, 4).map(({ cells }) => visibleText((cells[column] ?? '').trim(), 40)),
    ),
  };
}

/** Takes the records of a text one after the other. */
class RowReader {
  readonly serials: string[] = [];
  readonly #lineOf = new Map<string, number>();
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
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (names.length === 1 || (filled >= names.length && filled > 1))
      this.#findings.problem(
        line,
        'This line stands above the header. If it is a title, remove it; if it is a device, move it below.',
      );
    else
      this.#findings.note(
        () => `Line ${line} stands above the header and was left out: "${visibleText(cells.join(' ').trim(), 80)}".`,
      );
  }

  #header(): void {
    const { header, separator } = this.#layout;
    if (header === null) return;
    const rivals = rivalColumns(header);
    const name = visibleText((header.cells[header.column] ?? '').trim(), 40);
    if (rivals.length > 0) this.#findings.problem(header.line, severalColumns([name, ...rivals]));
    else if (separator === null) this.#findings.note(() => `Line ${header.line}, "${name}", is the header.`);
    else
      this.#findings.note(
        () =>
          `The serial numbers are in column ${header.column + 1}, "${name}" (line ${header.line}); columns are separated by ${SEPARATOR_WORDS[separator] ?? `"${visibleText(separator, 1)}"`}.`,
      );
  }

  #row(record: TableRecord): void {
    const { cells, line, lastLine } = record;
    const { header, column, separator } = this.#layout;
    const at = column ?? 0;
    const cell = cells[at] ?? '';
    const problem = (sentence: string): void => this.#findings.problem(line, sentence);
    const label = cells.find((text) => text.trim() !== '') ?? '';
    const isTotal = meaningOf(label) === 'total';
    if (header !== null && meaningOf(cell) !== null && cell.trim() === header.cells[header.column]?.trim())
      this.#findings.note(() => `Line ${line} repeats the header and was left out.`);
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
      problem('This may be a header in words that are not known. If it is, remove it; if not, write "Serial number" above it.');
    else this.#serial(cell, line);
  }

  #serial(text: string, line: number): void {
    const known = this.#lineOf.get(text);
    if (known !== undefined && !endsAfter15Digits(text)) {
      this.#findings.repeated(line, `${text} stands on line ${known} already.`);
      return;
    }
    const read = readSerialCell(text, this.#rules);
    if (read.kind === 'problem') {
      this.#findings.problem(line, read.sentence);
      return;
    }
    const { serial, taken } = read;
    const sentence = this.#findings.lineIsQuoted(line) ? null : (this.#words?.problemOf(serial) ?? null);
    if (sentence !== null) {
      this.#findings.problem(line, sentence);
      return;
    }
    const before = this.#lineOf.get(serial);
    if (before !== undefined && endsAfter15Digits(serial))
      this.#findings.problem(
        line,
        `${serial} stands on line ${before} already, and a spreadsheet may have rounded both. Compare with the labels.`,
      );
    else if (before !== undefined) this.#findings.repeated(line, `${serial} stands on line ${before} already.`);
    else if (this.serials.length >= MAX_DEVICES) this.#findings.problem(line, `A roster holds at most ${MAX_DEVICES} devices.`);
    else {
      if (taken) this.#findings.note(() => `Line ${line}: ${serial} was read from "${visibleText(text.trim(), 80)}".`);
      for (const hint of lineHints(serial, this.#rules)) this.#findings.note(() => `Line ${line}: ${hint}`);
      this.#lineOf.set(serial, line);
      this.serials.push(serial);
    }
  }
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
  const hasDigit = ({ cells }: TableRecord): boolean => cells.some((cell) => /\d/.test(cell));
  if (first === undefined || records.length < 3 || hasDigit(first)) return undefined;
  return records.every((record, index) => index === 0 || hasDigit(record)) ? first : undefined;
}
