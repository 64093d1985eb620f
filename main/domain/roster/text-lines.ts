/** Names the separator for spreadsheets: `sep=;` alone on the first line. */
const SEPARATOR_LINE = /^"?sep=(.|\\t)"?$/i;

/** A longer line is no row of a roster. */
export const MAX_LINE = 16_384;

/** A list of the most devices, with as many lines again for titles, remarks and repetitions, several times over. Empty lines do not count. */
const MAX_LINES = 50_000;

/** How many lines a text has that are not empty; null when there are not too many of them for a roster. */
export function tooManyLines(lines: readonly string[]): number | null {
  if (lines.length <= MAX_LINES) return null;
  let filled = 0;
  for (const line of lines) if (!isEmptyLine(line)) filled += 1;
  return filled <= MAX_LINES ? null : filled;
}

/** A text as lines, whatever ends them, without byte order mark. */
export function linesOf(text: string): string[] {
  const plain = text.replace(/^\uFEFF/, '');
  return (plain.includes('\r') ? plain.replaceAll(/\r\n?/g, '\n') : plain).split('\n');
}

/** The separator that the first line names; undefined when it names none. */
export function namedSeparator(lines: readonly string[]): string | undefined {
  const named = SEPARATOR_LINE.exec(lines[0]?.trimEnd() ?? '')?.[1];
  return named === '\\t' ? '\t' : named;
}

/**
 * True for a remark: `#` and a blank, nothing, another `#` or several words without any digit. `#000186`, `#1 Q186I15901` and
 * `#;Serial No.` are none: a label or a row may begin so.
 */
export function isRemark(line: string, separator: string | null): boolean {
  const text = line.trimStart();
  if (!text.startsWith('#')) return false;
  const rest = text.slice(1);
  if (isTooNarrow(separator === null ? text : (text.split(separator)[0] ?? ''))) return false;
  if (rest === '' || rest.startsWith('#')) return true;
  if (separator !== null && rest.trimStart().startsWith(separator)) return false;
  const words = (separator === null ? rest : (rest.split(separator)[0] ?? '')).trimEnd();
  return /^\s/.test(rest) || (words.includes(' ') && !/\p{Nd}/u.test(words));
}

/** `####`: what a spreadsheet shows, and copies, in place of a number that has no room in its column. */
export function isTooNarrow(text: string): boolean {
  return /^#{3,}$/.test(text.trim());
}

/** True when nothing but blanks and separators stands in a line. */
export function isEmptyLine(line: string): boolean {
  return line === '' || /^[\s,;|，；｜]*$/.test(line);
}

/** True when nothing but separators stands in any cell. */
export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every(isEmptyLine);
}
