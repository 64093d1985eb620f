/** Names the separator for spreadsheets: `sep=;` alone on the first line. */
const SEPARATOR_LINE = /^"?sep=(.|\\t)"?$/i;

/** A longer line is no row of a roster. */
export const MAX_LINE = 16_384;

/** A text as lines, whatever ends them, without byte order mark. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
}

/** The separator that the first line names; undefined when it names none. */
export function namedSeparator(lines: readonly string[]): string | undefined {
  const named = SEPARATOR_LINE.exec(lines[0]?.trimEnd() ?? '')?.[1];
  return named === '\\t' ? '\t' : named;
}

/**
 * True for a remark: `#` and a blank, nothing, another `#` or several words. `#000186` and `#;Serial No.` are none: a label or a
 * row may begin so.
 */
export function isRemark(line: string, separator: string | null): boolean {
  const text = line.trimStart();
  if (!text.startsWith('#')) return false;
  const rest = text.slice(1);
  if (rest === '' || rest.startsWith('#')) return true;
  if (separator !== null && rest.trimStart().startsWith(separator)) return false;
  return /^\s/.test(rest) || (separator === null ? rest.trimEnd() : (rest.split(separator)[0] ?? '').trimEnd()).includes(' ');
}

/** True when nothing but separators stands in any cell. */
export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => /^[\s,;|]*$/.test(cell));
}
