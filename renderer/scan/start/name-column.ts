import type { ParsedRoster } from '../../../protocol/parsed-roster';

/**
 * A table with the header that was missing: the chosen column is named as the serial number. A first line that looks like a header in
 * words which are not known gives way to it.
 */
export function nameColumn(text: string, columns: NonNullable<ParsedRoster['columns']>, column: number): string {
  const { separator, firstLine, samples } = columns;
  const header = samples.map((_, index) => (index === column ? 'Serial number' : '')).join(separator);
  const [first = '', ...rest] = samples[column] ?? [];
  const filled = rest.filter((cell) => cell !== '');
  const isHeader = !/\d/.test(first) && filled.length > 0 && filled.every((cell) => /\d/.test(cell));
  const lines = text.split(/\r\n|\n|\r/);
  return [...lines.slice(0, firstLine - 1), header, ...lines.slice(isHeader ? firstLine : firstLine - 1)].join('\n');
}
