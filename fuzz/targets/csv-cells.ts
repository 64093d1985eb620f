import { hasUnseen, keep } from './checks';

const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Reads a CSV text as a spreadsheet does and checks what every cell of an export promises.
 * @returns the cells as they stand in the file
 */
export function keepCsv(text: string): readonly (readonly string[])[] {
  const rows = readCsv(text);
  keep(rows !== null, 'an export is CSV: every field quoted, every line ended', () => JSON.stringify(text));
  for (const cell of rows.flat()) {
    keep(!FORMULA_START.test(cell), 'no cell of an export is a formula', () => JSON.stringify(cell));
    keep(!hasUnseen(cell), 'every character of an export can be seen', () => JSON.stringify(cell));
  }
  return rows;
}

const FIELD = /"(?<field>[^"]*(?:""[^"]*)*)"(?<end>,|\r\n)|(?<empty>\r\n)/y;

/** Null when the text is not what our writer writes. */
function readCsv(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const { field, end, empty } = FIELD.exec(text)?.groups ?? {};
    if (empty !== undefined && row.length === 0) rows.push([]);
    else if (field === undefined) return null;
    else {
      row.push(field.replaceAll('""', '"'));
      if (end === ',') continue;
      rows.push(row);
      row = [];
    }
  }
  return row.length === 0 ? rows : null;
}
