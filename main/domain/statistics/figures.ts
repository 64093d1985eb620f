import { PARETOS, type Figures, type Pareto, type ParetoBar } from '../../../protocol/history';
import type { Sums } from '../ports/history';
import type { TallyFaults } from './tally';

/** When shifts begin, in minutes after midnight, in order. */
export type Shifts = readonly number[];

/** What is asked of some operations. */
export function figuresOf(sums: readonly Sums[]): Figures {
  const sum = { scans: 0, results: 0, judged: 0, passed: 0, waived: 0, guests: 0, units: 0, first: 0, second: 0, last: 0 };
  let timed = 0;
  let ms = 0;
  for (const one of sums) {
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name];
    timed += one.timed;
    ms += one.scanMs;
  }
  return { ...sum, scanMs: timed === 0 ? null : ms / timed };
}

/** The same for each group, in the order in which they first stand there. */
export function groupedFigures<S extends Sums>(
  sums: readonly S[],
  keyOf: (one: S) => string,
): readonly { readonly key: string; readonly figures: Figures }[] {
  const groups = new Map<string, S[]>();
  for (const one of sums) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].map(([key, group]) => ({ key, figures: figuresOf(group) }));
}

/** `08:00–20:00` */
export function shiftName(index: number, shifts: Shifts): string {
  return `${clock(shifts[index] ?? 0)}–${clock(shifts[(index + 1) % shifts.length] ?? 0)}`;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What did not pass, most frequent first. */
export function paretosOf(
  all: readonly { readonly faults: TallyFaults; readonly times: number }[],
  { results, judged, passed }: Figures,
): Record<Pareto, ParetoBar[]> {
  const counts = (name: keyof TallyFaults): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const { faults, times } of all)
      for (const [key, count] of Object.entries(countsOf(faults, name))) sums.set(key, (sums.get(key) ?? 0) + count * times);
    return sums;
  };
  const failed = counts('agentFailed');
  const bars = PARETOS.map((name): [Pareto, ParetoBar[]] => [
    name,
    Array.from(counts(name), ([key, count]) =>
      name === 'agent'
        ? { key, count: failed.get(key) ?? 0, of: count }
        : { key, count, of: (name === 'reason' || name === 'slot' ? results : judged) - passed },
    ).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
  ]);
  return Object.fromEntries(bars) as Record<Pareto, ParetoBar[]>;
}

/** What an earlier version counted says nothing of slots: there they are not known. */
function countsOf(faults: TallyFaults, name: keyof TallyFaults): Readonly<Record<string, number>> {
  return faults[name] ?? { '': sumOf(name === 'slot' ? faults.reason : faults.agentFailed) };
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
