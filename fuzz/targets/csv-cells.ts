import { hasInvisibleCharacter } from '../../protocol/visible-text';
import { keep } from './checks';

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
    keep(!hasInvisibleCharacter(cell), 'every character of an export can be seen', () => JSON.stringify(cell));
  }
  return rows;
}

/** Null when the text is not what our writer writes. */
function readCsv(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('\r\n', at) && row.length === 0) {
      rows.push([]);
      at += 2;
      continue;
    }
    if (text[at] !== '"') return null;
    let end = at + 1;
    while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
    if (end >= text.length) return null;
    row.push(text.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 1;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else return null;
  }
  return row.length === 0 ? rows : null;
}
