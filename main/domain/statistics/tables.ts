import type { Figures, Grouping, Pareto, StatisticsView } from '../../../protocol/history';

const YIELDS = ['first pass', 'first pass %', 'second pass', 'second pass %', 'final', 'final %', 'units'];

/** The figures of each group, and of all together; what nothing is known of has an empty cell. */
export function groupTable({ groups, total }: StatisticsView, by: Grouping): readonly (readonly string[])[] {
  const rows = groups.map(({ key, figures }) => [key === '' ? 'not on record' : key, ...figureCells(figures)]);
  return [
    [by, 'scans', ...YIELDS, 'passed', 'judged', 'report %', 'waived', 'not on list', 'scan s'],
    ...rows,
    ['total', ...figureCells(total)],
  ];
}

function figureCells({ scans, units, first, second, last, passed, judged, waived, guests, scanMs }: Figures): readonly string[] {
  return [
    String(scans),
    ...[first, second, last].flatMap((count) => [String(count), percent(count, units)]),
    String(units),
    String(passed),
    String(judged),
    percent(passed, judged),
    String(waived),
    String(guests),
    scanMs === null ? '' : (scanMs / 1_000).toFixed(1),
  ];
}

/** What did not pass, most frequent first. */
export function paretoTable({ pareto }: StatisticsView, by: Pareto): readonly (readonly string[])[] {
  const bars = pareto[by].map(({ key, count, of }) => [
    key === '' ? 'not known' : key,
    String(count),
    String(of),
    percent(count, of),
  ]);
  return [[by, 'not passed', 'of', '%'], ...bars];
}

/** Empty of nothing. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '' : ((100 * part) / whole).toFixed(1);
}
