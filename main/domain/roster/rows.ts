import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { meaningOf } from '../../../protocol/labels/field-names';
import { visibleText } from '../../../protocol/visible-text';
import { isFooter, isRule } from './footer-lines';
import { lineHints, LookAlikes } from './hints';
import { otherSerialColumns, quotedNames, type Layout } from './layout';
import type { Findings } from './problems';
import type { TableRecord } from './records';
import { endsAfter15Digits, isRounded, isSpreadsheetError, readSerialCell, type CellRules } from './serial-cell';
import { isTooNarrow } from './text-lines';
import { notAlone, WordRules } from './words';

const MAX_DEVICES = 20_000;
const SEPARATORS: Readonly<Record<string, string>> = { '\t': 'tabs', ';': 'semicolons', ',': 'commas', '|': 'bars' };

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
    const isTitle = filled.every(isFooter) || isRule(filled);
    if (!isTitle && (names.length === 1 || (filled.length >= names.length && filled.length > 1)))
      this.#findings.problem(line, text('rosterLine.aboveHeader'));
    else
      this.#findings.note(() =>
        text('rosterNote.aboveHeader', { line: String(line), shown: visibleText(cells.join(' ').trim(), 80) }),
      );
  }

  #header(): void {
    const { header, separator } = this.#layout;
    if (header === null) return;
    const name = visibleText((header.cells[header.column] ?? '').trim(), 40);
    const line = String(header.line);
    const unusual = header.isUsual ? NO_TEXT : [text('rosterNote.unusual', { name })];
    if (separator === null) this.#findings.note(() => [text('rosterNote.header', { line, name }), ...unusual]);
    else
      this.#findings.note(() => [
        text('rosterNote.column', {
          column: String(header.column + (isFramed(header.cells, separator) ? 0 : 1)),
          name,
          line,
          separator: SEPARATORS[separator] ?? visibleText(separator, 1),
        }),
        ...notRead(otherSerialColumns(header)),
        ...unusual,
      ]);
  }

  #row(record: TableRecord): void {
    const { cells, line, lastLine } = record;
    const { header, column, separator } = this.#layout;
    const at = column ?? 0;
    const cell = cells[at] ?? '';
    const problem = (reason: Text): void => this.#findings.problem(line, reason);
    const named = String(line);
    const filled = cells.filter((one) => one.trim() !== '');
    const label = filled[0] ?? '';
    const isTotal = meaningOf(label) === 'total' || (cell.trim() === '' && filled.every(isFooter));
    const repeats = header !== null && meaningOf(cell) !== null && cell.trim() === header.cells[header.column]?.trim();
    if (repeats && cells.every((one, index) => one.trim() === '' || one.trim() === header.cells[index]?.trim()))
      this.#findings.note(() => text('rosterNote.repeatsHeader', { line: named }));
    else if (repeats) problem(text('rosterLine.repeatsName'));
    else if (isTooNarrow(cell)) problem(text('rosterLine.narrow'));
    else if (isRule(filled))
      this.#findings.note(() => text('rosterNote.rule', { line: named, shown: visibleText(cells.join(' ').trim(), 40) }));
    else if (isTotal && cell.trim() === '')
      this.#findings.note(() => text('rosterNote.footer', { line: named, shown: visibleText(cells.join(' ').trim(), 80) }));
    else if (isTotal && label !== cell) problem(text('rosterLine.footerLine'));
    else if (separator !== null && isRounded(`${cell.trim()}${separator}${(cells[at + 1] ?? '').trim()}`))
      problem(text('rosterLine.rounded'));
    else if (separator !== null && lastLine > line && holdsRows(cells, separator, header?.cells.length ?? 1))
      problem(text('rosterLine.openQuote', { last: String(lastLine) }));
    else if (filledWidth(cells) > this.#width)
      problem(text('rosterLine.wide', { columns: String(filledWidth(cells)), header: String(this.#width) }));
    else if (at === 0 && !isSpreadsheetError(cell) && this.#findings.lineStartsWithHash(line)) problem(text('rosterLine.hash'));
    else if (record === this.#headless)
      problem(
        meaningOf(cell) === 'other'
          ? text('rosterLine.otherColumn', { shown: visibleText(cell.trim(), 60) })
          : text('rosterLine.unknownHeader'),
      );
    else this.#serial(cell, line);
  }

  #serial(cell: string, line: number): void {
    const known = this.#lineOf.get(cell);
    if (known !== undefined && !endsAfter15Digits(cell)) {
      this.#findings.repeated(line, text('rosterLine.repeated', { serial: cell, line: String(known) }));
      return;
    }
    if (this.serials.length >= MAX_DEVICES) {
      this.#findings.problem(line, text('rosterLine.tooMany', { most: String(MAX_DEVICES) }));
      return;
    }
    const read = readSerialCell(cell, this.#rules);
    if (read.kind === 'problem') {
      this.#findings.problem(line, read.reason);
      return;
    }
    const { serial, taken } = read;
    const reason = this.#findings.lineIsQuoted(line) && this.#words !== null ? null : this.#whyNoSerial(serial);
    if (reason !== null) {
      this.#findings.problem(line, reason);
      return;
    }
    const before = this.#lineOf.get(serial);
    if (before !== undefined && endsAfter15Digits(serial))
      this.#findings.problem(line, text('rosterLine.repeatedRounded', { serial, line: String(before) }));
    else if (before !== undefined) this.#findings.repeated(line, text('rosterLine.repeated', { serial, line: String(before) }));
    else {
      const ofLine = (what: Text): Text => text('rosterNote.line', { line: String(line), what });
      if (taken)
        this.#findings.note(() => text('rosterNote.taken', { line: String(line), serial, shown: visibleText(cell.trim(), 80) }));
      for (const hint of lineHints(serial, this.#rules)) this.#findings.note(() => ofLine(hint));
      const like = this.#alike.add(serial, line);
      if (like !== null) this.#findings.note(() => ofLine(like));
      this.#lineOf.set(serial, line);
      this.serials.push(serial);
    }
  }

  /** Why a text is no single serial number, where it does not stand in quotation marks. */
  #whyNoSerial(serial: string): Text | null {
    return notAlone(serial, this.#rules.serialMasks) ?? this.#words?.problemOf(serial) ?? null;
  }
}

/** That other columns hold serial numbers, too, and were not read. */
function notRead(names: readonly string[]): Texts {
  if (names.length === 0) return NO_TEXT;
  return [text(names.length === 1 ? 'rosterNote.otherColumn' : 'rosterNote.otherColumns', { names: quotedNames(names) })];
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
