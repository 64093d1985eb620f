import { text as textOf } from '../../../protocol/texts/text';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import type { LabelPatterns } from '../../../protocol/labels/classify-code';
import { namesASerial } from '../../../protocol/labels/field-names';
import { visibleText } from '../../../protocol/visible-text';
import { hintsFor } from './hints';
import { insteadOf, otherFormat } from './other-formats';
import { findLayout, rivalColumns, serialsInHeader, severalColumns, type Layout } from './layout';
import { Findings } from './problems';
import { recordsOf, type TableRecord } from './records';
import { RowReader } from './rows';
import type { CellRules, OtherCodes } from './serial-cell';
import { isEmptyRow, isRemark, linesOf, MAX_LINE, namedSeparator, tooManyLines } from './text-lines';

/** What rosters need of `settings.labels`. */
export type RosterLabels = Pick<LabelPatterns, 'serial' | 'badge' | 'operation'>;

const NO_OTHER_CODES: OtherCodes = { badge: [], operation: [], badges: [] };

/**
 * Reads a roster: one serial number per line, or a table with one separator for the whole text and a header that names the serial
 * column. Every line is a serial number, empty, or named: as a problem with its reason, or in a note (header, titles, remarks).
 * The first 200 problems are named and the rest counted; lines that only repeat a serial number come after the others.
 */
export function parseRoster(text: string, rules: Partial<CellRules> = {}): ParsedRoster {
  return atOnce(rosterSteps(text, rules));
}

/** All steps, one after the other. */
export function atOnce<Value>(steps: Generator<undefined, Value, undefined>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of one line each at most, so that whoever reads a long list can do something else between them. */
export function* rosterSteps(text: string, rules: Partial<CellRules> = {}): Generator<undefined, ParsedRoster, undefined> {
  const lines = linesOf(text);
  const findings = new Findings(lines);
  const other = otherFormat(text);
  if (other !== null) {
    findings.problem(1, textOf('rosterLine.instead', { instead: insteadOf(other) }));
    return { serials: [], problems: findings.problems, notes: [] };
  }
  const count = tooManyLines(lines);
  if (count !== null) {
    findings.problem(1, textOf('rosterLine.list', { lines: String(count) }));
    return { serials: [], problems: findings.problems, notes: [] };
  }
  const layout = findLayout(lines);
  const content = lines.map((line, index) => {
    if (line.length > MAX_LINE) {
      findings.problem(index + 1, textOf('rosterLine.long', { characters: String(line.length) }));
      return '';
    }
    if (layout.header?.line === index + 1 || !isRemark(line, layout.separator)) return line;
    findings.note(() => textOf('rosterNote.remark', { line: String(index + 1), shown: visibleText(line.trim(), 80) }));
    return '';
  });
  if (namedSeparator(lines) !== undefined) {
    content[0] = '';
    findings.note(() => textOf('rosterNote.separator', { shown: visibleText(lines[0] ?? '', 20) }));
  }
  const table = recordsOf(content, layout.separator);
  for (const line of table.unclosed) findings.problem(line, textOf('rosterLine.unclosed'));
  const records = table.records.filter(({ cells }) => !isEmptyRow(cells));
  const [first] = records;
  if (layout.column === null && first !== undefined) {
    const rivals = first.cells.filter((cell) => namesASerial(cell));
    findings.problem(
      first.line,
      rivals.length > 1
        ? severalColumns(rivals)
        : records.length === 1
          ? textOf('rosterLine.oneLine')
          : textOf('rosterLine.noColumn'),
    );
    return { serials: [], problems: findings.problems, notes: findings.notes, columns: columnsOf(records, layout) };
  }
  const rivals = layout.header === null ? [] : rivalColumns(layout.header);
  if (layout.header !== null && rivals.length > 0) {
    findings.problem(layout.header.line, severalColumns([layout.header.cells[layout.header.column] ?? '', ...rivals]));
    const table = records.filter(({ line }) => line >= (layout.header?.line ?? 1));
    return { serials: [], problems: findings.problems, notes: findings.notes, columns: columnsOf(table, layout) };
  }
  const cellRules = {
    serialMasks: rules.serialMasks ?? [],
    other: rules.other ?? NO_OTHER_CODES,
    certain: rules.certain ?? true,
  };
  const reader = new RowReader(layout, findings, cellRules, records);
  for (const record of records) {
    reader.take(record);
    yield;
  }
  for (const text of layout.header === null ? [] : serialsInHeader(layout.header, reader.serials))
    findings.problem(layout.header?.line ?? 1, textOf('rosterLine.besideName', { shown: visibleText(text, 40) }));
  for (const hints of hintsFor(reader.serials, { ...cellRules, isTable: layout.separator !== null })) {
    for (const hint of hints) findings.note(() => hint);
    yield;
  }
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
