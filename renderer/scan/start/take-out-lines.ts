/** A text without some of its lines, numbered from 1 as people count them. Line ends may be of any kind. */
export function takeOutLines(text: string, lines: ReadonlySet<number>): string {
  return text
    .split(/\r\n|\n|\r/)
    .filter((_line, index) => !lines.has(index + 1))
    .join('\n');
}
