import type { FaultRow } from './fault-row';

const HEAD = [
  '',
  'fault',
  'times',
  'published',
  'stored',
  'quarantined',
  'queued',
  'delivered',
  'lost',
  'doubled',
  'wrong passes',
  'recovery',
];

/** The rows as a table for a terminal, then what was broken. */
export function tableOf(rows: readonly FaultRow[]): string {
  const body = rows.map((row) => [
    row.problems.length === 0 ? '+' : '-',
    row.title,
    ...[
      row.times,
      row.published,
      row.stored,
      row.quarantined,
      row.queued,
      row.delivered,
      row.lost,
      row.doubled,
      row.wrongPasses,
    ].map(String),
    row.recoveryMs === null ? '–' : `${(row.recoveryMs / 1_000).toFixed(1)} s`,
  ]);
  const sum = (pick: (row: FaultRow) => number): string => String(rows.reduce((total, row) => total + pick(row), 0));
  const totals = [
    '',
    'all',
    sum(({ times }) => times),
    sum(({ published }) => published),
    sum(({ stored }) => stored),
    sum(({ quarantined }) => quarantined),
    sum(({ queued }) => queued),
    sum(({ delivered }) => delivered),
    sum(({ lost }) => lost),
    sum(({ doubled }) => doubled),
    sum(({ wrongPasses }) => wrongPasses),
    '',
  ];
  const all = [HEAD, ...body, totals];
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const lines = all.map((cells) =>
    cells
      .map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(...lines.map(({ length }) => length)));
  const [head = '', ...others] = lines;
  const broken = rows.flatMap(({ title, problems }) => problems.map((problem) => `- ${title}: ${problem}`));
  return [head, rule, ...others.slice(0, -1), rule, others.at(-1) ?? '', ...(broken.length === 0 ? [] : ['', ...broken])].join(
    '\n',
  );
}
