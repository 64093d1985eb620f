import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { isEmptyLine } from './text-lines';

/** One record of a table. A quoted cell may run over several lines. */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Where it begins and ends, from 1. */
  readonly line: number;
  readonly lastLine: number;
}

export interface Table {
  /** Without empty lines. */
  readonly records: readonly TableRecord[];
  /** Lines with a quotation mark that is never closed; they are in no record. */
  readonly unclosed: readonly number[];
}

/** Stands for a separator where a text has one column only. */
const NO_SEPARATOR = '\u001F';

/**
 * Splits lines into records at one separator (null: every line is one cell), with quoted cells as spreadsheets write them. Marks
 * inside a text (`24" rack`) are text.
 */
export function recordsOf(lines: readonly string[], separator: string | null): Table {
  const records: TableRecord[] = [];
  const unclosed: number[] = [];
  // Only between the first quotation mark and the last is there anything for a CSV reader to find out.
  const quoted = lines.findIndex((line) => line.includes('"'));
  const plainAgain = lines.findLastIndex((line) => line.includes('"')) + 1;
  const takePlain = (start: number, end: number): void => {
    for (let index = start; index < end; index += 1) {
      const line = lines[index] ?? '';
      if (isEmptyLine(line)) continue;
      records.push({ cells: separator === null ? [line] : line.split(separator), line: index + 1, lastLine: index + 1 });
    }
  };
  takePlain(0, quoted === -1 ? lines.length : quoted);
  let from = quoted === -1 ? plainAgain : quoted;
  while (from < plainAgain) {
    const base = from;
    const closed = read(lines.slice(base, plainAgain), separator ?? NO_SEPARATOR, (cells, end) => {
      records.push({ cells: separator === null ? [cells.join(NO_SEPARATOR)] : cells, line: from + 1, lastLine: base + end });
      from = base + end;
    });
    if (closed) break;
    // Only the last mark of a text can stay open, so this happens a few times at most.
    unclosed.push(from + 1);
    from += 1;
  }
  if (quoted !== -1) takePlain(plainAgain, lines.length);
  return { records, unclosed };
}

/** @returns false when a quotation mark in the record after the last one taken is never closed */
function read(lines: readonly string[], delimiter: string, take: (cells: readonly string[], end: number) => void): boolean {
  try {
    parse(lines.join('\n'), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: readonly string[], { lines: end }) => {
        take(cells, end);
        return null;
      },
    });
    return true;
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return false;
    throw error;
  }
}
