import { text, type Text } from '../../../protocol/texts/text';
import { COMPONENTS, meaningOf, namesASerial } from '../../../protocol/labels/field-names';
import { takeApart } from '../../../protocol/labels/take-apart';
import { visibleText } from '../../../protocol/visible-text';
import { recordsOf, type TableRecord } from './records';
import { shapeOf } from './shape';
import { isEmptyRow, isRemark, MAX_LINE, namedSeparator } from './text-lines';

/** The line that names the columns, and which of them holds the serial numbers. */
export interface Header {
  readonly line: number;
  readonly cells: readonly string[];
  readonly column: number;
  /** False where its name is that of the device's number, which is mostly its serial number: any other header goes first. */
  readonly isUsual: boolean;
}

/** How a text is to be read. */
export interface Layout {
  /** Null: one column. */
  readonly separator: string | null;
  readonly header: Header | null;
  /** Without header: the column that has content, or null when several have. */
  readonly column: number | null;
}

/** With those of East Asian input methods. */
const SEPARATORS = ['\t', ';', ',', '|', '；', '，', '｜'] as const;
const ENDS_NAME = /[:=：＝]\s*$/;
/** The header stands within so many lines. */
const HEADER_LINES = 40;
/** Without header, so many lines decide. */
const SAMPLE_LINES = 300;
const SAMPLE_CHARACTERS = 100_000;
/** Of the lines, so many have to agree on how many columns there are. */
const AGREEMENT = 0.8;

/** Finds the one separator of a text and its header: by the line that names the separator, by the header, or by what most lines have. */
export function findLayout(lines: readonly string[]): Layout {
  const named = namedSeparator(lines);
  const candidates = named === undefined ? SEPARATORS : [named];
  // A separator line is a line of its own for every other separator.
  const sample = lines
    .slice(0, sampleSize(lines))
    .map((line, index) => (line.length > MAX_LINE || (named !== undefined && index === 0) ? '' : line));
  const tables = candidates.map((separator) => ({ separator, records: recordsOf(sample, separator).records }));

  const headers = tables.flatMap(({ separator, records }) => {
    const header = headerIn(records, separator);
    return header === null ? [] : [{ separator, header }];
  });
  const [best] = headers.toSorted(
    ({ header: a }, { header: b }) => Number(b.isUsual) - Number(a.isUsual) || a.line - b.line || b.cells.length - a.cells.length,
  );
  if (best !== undefined) {
    const oneColumn = best.header.cells.length === 1;
    return { separator: oneColumn ? null : best.separator, header: best.header, column: best.header.column };
  }
  const [widest] = tables
    .map(({ separator, records }) => ({ separator, ...agreement(contentOf(records, separator)) }))
    .filter(({ width, share }) => width > 1 && (named !== undefined || share >= AGREEMENT))
    .toSorted((a, b) => b.share - a.share || b.width - a.width);
  if (widest === undefined || (named === undefined && areLabels(sample))) return { separator: null, header: null, column: 0 };
  return { separator: widest.separator, header: null, column: widest.filled.length === 1 ? (widest.filled[0] ?? 0) : null };
}

/** How many lines of a text decide: lines as long as no row of a list is are read by few only. */
function sampleSize(lines: readonly string[]): number {
  let characters = 0;
  for (const [index, { length }] of lines.slice(0, SAMPLE_LINES).entries()) {
    characters += length;
    if (characters > SAMPLE_CHARACTERS && index >= HEADER_LINES) return index;
  }
  return SAMPLE_LINES;
}

function headerIn(records: readonly TableRecord[], separator: string): Header | null {
  let unusual: Header | null = null;
  for (const [index, record] of records.entries()) {
    if (record.line > HEADER_LINES) break;
    const header = asHeader(record, { before: records[index - 1], next: records[index + 1] }, separator);
    if (header?.isUsual === true) return header;
    unusual ??= header;
  }
  return unusual;
}

/** The records beside one. */
interface Neighbours {
  readonly before: TableRecord | undefined;
  readonly next: TableRecord | undefined;
}

/** The cells of a record as a header, if one of them is named as the serial number. `S/N:` below other lines is a label that broke off. */
function asHeader({ cells, line }: TableRecord, { before, next }: Neighbours, separator: string): Header | null {
  const first = cells[0] ?? '';
  const remark = isRemark(cells.join(separator), separator);
  // `# serial,model`: some programs write the header as a remark; a remark in words has other columns than what follows.
  if (remark && (cells.length < 2 || next?.cells.length !== cells.length)) return null;
  const names = remark ? [first.trimStart().replace(/^#+\s*/, ''), ...cells.slice(1)] : cells;
  const meanings = names.map((name) => meaningOf(name));
  const column = (['serial', 'deviceSerial', 'deviceNumber'] as const)
    .map((meaning) => meanings.indexOf(meaning))
    .find((index) => index !== -1);
  if (
    column === undefined ||
    (before !== undefined && names.length === 1 && ENDS_NAME.test(first)) ||
    isLabel(names, column, { before, next })
  )
    return null;
  return { line, cells: names, column, isUsual: meanings[column] !== 'deviceNumber' };
}

/** `Serial number:` with its value in the cell behind it; without a colon where a line beside it begins alike, or there is no other line. */
function isLabel(names: readonly string[], column: number, { before, next }: Neighbours): boolean {
  const behind = names[column + 1] ?? '';
  if (!/\d/.test(behind) || ENDS_NAME.test(behind)) return false;
  const name = names[column] ?? '';
  if (ENDS_NAME.test(name)) return true;
  const isAlone = before === undefined && next === undefined;
  const beginsAlike = [before, next].some((other) => other?.cells[column]?.trim() === name.trim());
  return names.length === 2 && /^\S+$/.test(behind.trim()) && (isAlone || beginsAlike);
}

/** Texts of the header beside the name of the column that are alike in form to a serial number of the list: perhaps one more. */
export function serialsInHeader({ cells, column }: Header, serials: readonly string[]): readonly string[] {
  const beside = cells.map((cell) => cell.trim()).filter((cell, index) => index !== column && cell.length > 4 && /\d/.test(cell));
  if (beside.length === 0) return [];
  const forms = new Set(serials.map((serial) => shapeOf(serial)));
  return beside.filter((cell) => forms.has(shapeOf(cell)));
}

/**
 * Columns of a header that could hold the serial numbers as well as the one taken: of the same name, or, beside a chassis, whatever is not
 * certainly a part (the nodes of one chassis share its number).
 */
export function rivalColumns(header: Header): readonly string[] {
  const name = header.cells[header.column] ?? '';
  const meaning = meaningOf(name);
  const beside = header.cells.filter((_, index) => index !== header.column);
  const same = beside.filter((cell) => meaningOf(cell) === meaning);
  if (same.length > 0 || !isChassis(name)) return same;
  return beside.filter((cell) => namesASerial(cell) && !COMPONENTS.test(cell));
}

/** Columns with serial numbers of something else, which are left aside. */
export function otherSerialColumns({ cells, column }: Header): readonly string[] {
  return cells.filter((cell, index) => index !== column && namesASerial(cell));
}

/** Asks which of several columns it is. @param names at least two */
export function severalColumns(names: readonly string[]): Text {
  return text('rosterLine.severalColumns', { names: quotedNames(names) });
}

/** `"Board SN", "PSU SN"`, the first six. */
export function quotedNames(names: readonly string[]): string {
  return names
    .slice(0, 6)
    .map((name) => `"${visibleText(name.trim(), 40)}"`)
    .join(', ');
}

function isChassis(name: string): boolean {
  return /chassis|enclosure/i.test(name);
}

function contentOf(records: readonly TableRecord[], separator: string): readonly TableRecord[] {
  return records.filter(({ cells }) => !isEmptyRow(cells) && !isRemark(cells.join(separator), separator));
}

/** How many columns most records have, the share of records that have so many, and which columns have content. */
function agreement(records: readonly TableRecord[]): {
  readonly width: number;
  readonly share: number;
  readonly filled: readonly number[];
} {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];
  const filled = new Set<number>();
  for (const { cells } of records) for (const [index, cell] of cells.entries()) if (/\S/.test(cell)) filled.add(index);
  return { width, share: records.length === 0 ? 0 : count / records.length, filled: [...filled].toSorted((a, b) => a - b) };
}

/** Lines like `SN:…,PN:…`, each of which names its serial number itself. */
function areLabels(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.filter((line) => takeApart(line.trim(), [])?.kind === 'serial').length >= filled.length * AGREEMENT;
}
