import { escapedText } from '../../protocol/visible-text';

/**
 * Lines that a spreadsheet opens safely: every field quoted, none taken for a formula (full-width signs among them), and each
 * character that cannot be seen written out, line ends too: one line of the file is one row.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function csvField(text: string): string {
  const visible = escapedText(text);
  const harmless = /^[=+\-@＝＋－＠]/.test(visible) ? `'${visible}` : visible;
  return `"${harmless.replaceAll('"', '""')}"`;
}
