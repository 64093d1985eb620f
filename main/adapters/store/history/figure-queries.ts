import type { Offsets, Span, Sums } from '../../../domain/ports/history';
import type { TallyFaults } from '../../../domain/statistics/tally';
import type { SqliteDatabase, SqliteValue } from '../sqlite';

const DAY_MS = 86_400_000;
const COUNTS = ['results', 'judged', 'passed', 'waived', 'guests', 'units', 'first', 'second', 'last'];
const SUMS = COUNTS.map((name) => `sum(${name}) as ${name}`).join(', ');
/** An operation has one row for each product. */
const ONCE = 'sum(lead) as scans, count(iif(lead = 1, scan_ms, null)) as timed, total(iif(lead = 1, scan_ms, null)) as scanMs';
const EACH = 'count(*) as scans, count(scan_ms) as timed, total(scan_ms) as scanMs';
const FROM = `from tally join operation on operation.position = tally.operation
  where started_at >= ? and started_at < ? and pruned_at is null`;

const NOTHING: TallyFaults = { reason: {}, interface: {}, model: {}, pci: {}, slot: {}, agent: {}, agentFailed: {} };

const KEYS = { operator: 'operator_id', station: "coalesce(station, '')", product: 'product' } as const;

/** Sums are made where the rows are: a year has tens of thousands. */
export function createFigureQueries(db: SqliteDatabase) {
  const all = <Row>(sql: string, ...values: SqliteValue[]): readonly Row[] => db.prepare(sql).all(...values) as Row[];
  return {
    async sumsBy(span: Span, by: keyof typeof KEYS): Promise<readonly (Sums & { readonly key: string })[]> {
      const once = by === 'product' ? EACH : ONCE;
      return all(`select ${KEYS[by]} as key, ${once}, ${SUMS} ${FROM} group by key`, ...boundsOf(span));
    },

    async sumsInTime(
      span: Span,
      offsets: Offsets,
      shifts: readonly number[],
    ): Promise<readonly (Sums & { readonly day: number; readonly shift: number })[]> {
      const local = `(started_at + ${offsetSql(offsets)})`;
      return all(
        `select ${local} / ${DAY_MS} as day, ${shiftSql(`${local} % ${DAY_MS}`, shifts)} as shift, ${ONCE}, ${SUMS} ${FROM}
           group by day, shift order by day, shift`,
        ...boundsOf(span),
      );
    },

    async faults(span: Span): Promise<readonly { readonly faults: TallyFaults; readonly times: number }[]> {
      const times = new Map<string, number>();
      const slotTimes = new Map<string, number>();
      for (const { faults, slots } of all<{ faults: string; slots: string | null }>(
        `select faults, slots ${FROM}`,
        ...boundsOf(span),
      )) {
        const known = slots === null ? faults : `${faults.slice(0, -1)},"slot":{}}`;
        times.set(known, (times.get(known) ?? 0) + 1);
        if (slots !== null && slots !== '{}') slotTimes.set(slots, (slotTimes.get(slots) ?? 0) + 1);
      }
      return [
        ...Array.from(times, ([faults, count]) => ({ faults: JSON.parse(faults) as TallyFaults, times: count })),
        ...Array.from(slotTimes, ([slots, count]) => ({
          faults: { ...NOTHING, slot: JSON.parse(slots) as Record<string, number> },
          times: count,
        })),
      ];
    },
  };
}

function boundsOf({ from, to }: Span): readonly [number, number] {
  return [from ?? 0, to ?? Number.MAX_SAFE_INTEGER];
}

function offsetSql(offsets: Offsets): string {
  const [first, ...later] = offsets;
  const cases = later.toReversed().map(({ since, ms }) => `when started_at >= ${whole(since)} then ${whole(ms)}`);
  return cases.length === 0 ? String(whole(first?.ms ?? 0)) : `case ${cases.join(' ')} else ${whole(first?.ms ?? 0)} end`;
}

function shiftSql(time: string, shifts: readonly number[]): string {
  const cases = shifts.map((start, index) => `when ${time} >= ${whole(start)} then ${index}`).toReversed();
  return cases.length === 0 ? '0' : `case ${cases.join(' ')} else ${shifts.length - 1} end`;
}

/** Nothing but a number comes into a statement. */
function whole(value: number): number {
  return Math.trunc(value);
}
