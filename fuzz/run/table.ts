import type { TargetRun } from './run-target';

const HEADS = ['target', 'inputs', 'new coverage', 'blocks', 'outcomes', 'crashers', 'slowest ms', 'seconds'];

/** The counts as a table: a row for each target and one with the sums. */
export function tableOf(runs: readonly TargetRun[]): string {
  const rows = runs.map((run) => [
    run.target,
    whole(run.inputs),
    whole(run.fresh),
    whole(run.blocks),
    whole(run.outcomes),
    whole(run.crashers.length),
    run.slowestMs.toFixed(0),
    run.seconds.toFixed(1),
  ]);
  const sum = (of: (run: TargetRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const sums = [
    'all',
    whole(sum((run) => run.inputs)),
    whole(sum((run) => run.fresh)),
    whole(sum((run) => run.blocks)),
    whole(sum((run) => run.outcomes)),
    whole(sum((run) => run.crashers.length)),
    Math.max(0, ...runs.map((run) => run.slowestMs)).toFixed(0),
    sum((run) => run.seconds).toFixed(1),
  ];
  const lines = [HEADS, ...rows, sums];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

function whole(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
}
