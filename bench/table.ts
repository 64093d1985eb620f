import type { Aim, Figure } from './figure';
import type { Spread } from './statistics';

/** The figures as a table for a terminal, ratios first. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['', 'ratio', 'aim', 'value', 'floor'];
  const rows = figures.map((figure) => [
    `${markOf(figure)} ${figure.title}`,
    figure.ratio === null ? '–' : spreadText(figure.ratio, '×'),
    figure.aim === null ? '–' : aimText(figure.aim, figure.unit),
    spreadText(figure.value, figure.unit),
    figure.floor === null ? '–' : spreadText(figure.floor.value, figure.unit),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = figures.flatMap((figure) => [
    `${figure.title}: floor is ${figure.floor?.what ?? 'none'}.`,
    ...Object.entries(figure.details).map(([name, value]) => `    ${name}: ${value}`),
  ]);
  return [...lines, '', 'Median [least to most] of the repetitions. + aim met, - not met, · no aim.', '', ...notes].join('\n');
}

function markOf({ met }: Figure): string {
  if (met === null) return '·';
  return met ? '+' : '-';
}

function aimText({ of, bound, limit }: Aim, unit: string): string {
  return `${bound === 'atLeast' ? '≥' : '≤'} ${of === 'ratio' ? `${limit} ×` : `${limit} ${unit}`}`;
}

function spreadText({ median, min, max }: Spread, unit: string): string {
  return `${numberText(median)} ${unit} [${numberText(min)} to ${numberText(max)}]`;
}

/** Three figures that count, thousands apart. */
function numberText(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toPrecision(value < 1 ? 2 : 3);
}
