import type {
  HistoryAnswer,
  HistoryLine,
  HistoryQuestion,
  SeenMacs,
  StatisticsQuestion,
  StatisticsView,
  UnitAttempt,
} from '../../../protocol/history';
import type { Offsets } from '../../domain/ports/history';
import type { Store } from '../../domain/ports/store';
import { storedText } from '../../domain/records/stored-text';
import { macsOf } from '../../domain/scan/unit-identity';
import { minutesOf } from '../../domain/shift/shift-times';
import { figuresOf, groupedFigures, paretosOf, shiftName, type Shifts } from '../../domain/statistics/figures';
import { laneyChart } from '../../domain/statistics/laney';
import { readReportBytes } from '../scan/load-session';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Summer and winter time are longer. */
const STEP_MS = 20 * DAY_MS;
/** Records are no older. */
const MAX_YEARS_MS = 20 * 366 * DAY_MS;
/** More attempts of one device than a person looks at. */
const MAX_ATTEMPTS = 1_000;

interface StatisticsDeps {
  readonly store: Pick<
    Store,
    | 'searchHistory'
    | 'unitHistory'
    | 'reportsOfUnit'
    | 'countUnfilled'
    | 'removedScans'
    | 'tally'
    | 'sumsBy'
    | 'sumsInTime'
    | 'faults'
  >;
  /** What local time is ahead of UTC then, in minutes. */
  readonly offsetAt: (at: number) => number;
  readonly now: () => number;
  /** When shifts begin, as the settings say: `06:00`; none: a shift is a day. */
  readonly shiftStarts: () => readonly string[];
  /** The operation that this program scans now. */
  readonly running: () => string | null;
}

/** What the records say of earlier operations, of one device over the years, and of all of them in figures. */
export class StatisticsService {
  readonly #deps: StatisticsDeps;

  constructor(deps: StatisticsDeps) {
    this.#deps = deps;
  }

  async search(question: HistoryQuestion): Promise<HistoryAnswer> {
    const { store } = this.#deps;
    if (question.reason !== null) await this.#tallied();
    const found = await store.searchHistory(question);
    const unfilled = await store.countUnfilled();
    return { ...found, operations: found.operations.map((line) => this.#standing(line)), unfilled };
  }

  /** Of a scan that runs, the last thing on record is not its end. */
  #standing(line: HistoryLine): HistoryLine {
    if (line.closedAt !== null || line.operationId !== this.#deps.running()) return line;
    const { interruptedAt: _last, ...open } = line;
    return open;
  }

  async unit(sn: string): Promise<UnitAttempt[]> {
    return [...(await this.#deps.store.unitHistory(sn, MAX_ATTEMPTS))];
  }

  /** The addresses that a device reported in one operation, report by report. */
  async macs(operationId: string, sn: string): Promise<SeenMacs[]> {
    const reports = await this.#deps.store.reportsOfUnit(operationId, sn);
    return reports.flatMap(({ report: stored, altered }): SeenMacs[] => {
      const report = stored === null ? null : readReportBytes(stored.bytes);
      const at = stored?.at ?? 0;
      if (altered) return [{ attempt: null, at, altered, macs: [] }];
      // Whose it is stands in the report itself.
      if (report === null || storedText(report.sn) !== storedText(sn)) return [];
      return [{ attempt: report.attempt, at, altered, macs: [...macsOf(report)] }];
    });
  }

  async read({ from, to, by }: StatisticsQuestion, named?: Shifts): Promise<StatisticsView> {
    const { store, now, shiftStarts } = this.#deps;
    const shifts = named ?? minutesOf(shiftStarts());
    await this.#tallied();
    const span = { from, to };
    const offsets = offsetsOf(this.#deps.offsetAt, from ?? now() - MAX_YEARS_MS, to ?? now());
    const inTime = await store.sumsInTime(
      span,
      offsets,
      shifts.map((minutes) => minutes * MINUTE_MS),
    );
    const total = figuresOf(inTime);
    const days = groupedFigures(inTime, ({ day }) => new Date(day * DAY_MS).toISOString().slice(0, 10));
    const groups = async () => {
      if (by === 'day') return days;
      if (by === 'shift')
        return groupedFigures(
          inTime.toSorted((a, b) => a.shift - b.shift),
          ({ shift }) => shiftName(shift, shifts),
        );
      const grouped = groupedFigures(await store.sumsBy(span, by), ({ key }) => key);
      return grouped.toSorted((a, b) => b.figures.results - a.figures.results || (a.key < b.key ? -1 : 1));
    };
    return {
      total,
      groups: [...(await groups())],
      pareto: paretosOf(await store.faults(span), total),
      chart: laneyChart(days.map(({ key, figures: { judged, passed } }) => ({ day: key, judged, failed: judged - passed }))),
      unfilled: await store.countUnfilled(),
      removed: await store.removedScans(),
    };
  }

  /** What changed since it was counted last is counted when somebody asks. */
  async #tallied(): Promise<void> {
    while (await this.#deps.store.tally());
  }
}

/** The offsets that hold between two instants; where they change is found to the minute. */
export function offsetsOf(offsetAt: (at: number) => number, from: number, to: number): Offsets {
  const offsets = [{ since: from, ms: offsetAt(from) * MINUTE_MS }];
  for (let at = from; at < to; at = Math.min(to, at + STEP_MS)) {
    const next = Math.min(to, at + STEP_MS);
    if (offsetAt(next) === offsetAt(at)) continue;
    let [low, high] = [at, next];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === offsetAt(at)) low = middle;
      else high = middle;
    }
    offsets.push({ since: high, ms: offsetAt(high) * MINUTE_MS });
  }
  return offsets;
}

/** By the clock of this computer. */
export function offsetHere(at: number): number {
  return -new Date(at).getTimezoneOffset();
}
