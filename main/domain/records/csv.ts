import { visibleText } from '../../../protocol/visible-text';

/**
 * Lines that a spreadsheet opens safely: every field quoted, none taken for a formula (full-width signs among them), and each
 * character that cannot be seen written out, line ends too: one line of the file is one row.
 * @param separator `;` where a comma stands in numbers: a spreadsheet there puts everything in one column otherwise
 */
export function csvText(rows: readonly (readonly string[])[], separator: CsvSeparator = ','): string {
  return rows.map((row) => `${row.map(csvField).join(separator)}\r\n`).join('');
}

/** A table from records of practice, each line of which says so: lines are copied alone. */
export function markedTable(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row, index) => [index === 0 ? 'simulation' : 'yes', ...row]);
}

export type CsvSeparator = ',' | ';' | '\t';

/** What separates the cells of a table where people write numbers like this: a comma that stands in numbers separates none. @param locale as `Intl` takes it */
export function separatorOf(locale: string): CsvSeparator {
  try {
    return new Intl.NumberFormat(locale).formatToParts(0.5).some(({ type, value }) => type === 'decimal' && value === ',')
      ? ';'
      : ',';
  } catch {
    return ',';
  }
}

/** Without it at the beginning of a file, a spreadsheet reads letters beyond ASCII in its own code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

function csvField(text: string): string {
  const visible = visibleText(text);
  const harmless = /^[=+\-@＝＋－＠]/.test(visible) ? `'${visible}` : visible;
  return `"${harmless.replaceAll('"', '""')}"`;
}
