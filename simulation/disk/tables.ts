import type { ImageCounts } from './crash-images';
import type { FailingCounts } from './failing-calls';

export interface ImagesRow extends ImageCounts {
  readonly name: string;
  /** Traced calls of the run. */
  readonly calls: number;
}

export function imagesTable(rows: readonly ImagesRow[]): string {
  return table(
    ['power cut in', 'calls', 'cuts', 'images', 'wrong'],
    rows.map(({ name, calls, cuts, images, wrong }) => [name, calls, cuts, images, wrong.length]),
  );
}

export function failingTable(rows: readonly FailingCounts[]): string {
  return table(
    ['EIO from', 'runs', 'told', 'cost nothing', 'commits', 'images', 'wrong'],
    rows.map((row) => [row.call, row.runs, row.told, row.unnoticed, row.acked, row.images, row.wrong.length]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
