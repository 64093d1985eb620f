import type { HistoryAnswer, HistoryQuestion, RemovedScans, UnitAttempt } from '../../../protocol/history';
import type { OperationId } from '../../../protocol/ids';
import type { AttemptRecord } from '../statistics/attempt-record';
import type { Tally, TallyFaults } from '../statistics/tally';
import type { FiledReport } from './journal';

/** Operations that were started in this time, ms since 1970; null: without this bound. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

/** What local time is ahead of UTC, ms: from an instant on, in order; the first one holds before it, too. */
export type Offsets = readonly { readonly since: number; readonly ms: number }[];

/** Sums of the tallies of some operations. */
export interface Sums extends Omit<Tally, 'product' | 'faults'> {
  readonly scans: number;
  /** Of so many of them it is known how long the scan took, and how long all together, ms. */
  readonly timed: number;
  readonly scanMs: number;
}

/** Every attempt on record, and the figures that follow from them. */
export interface History {
  searchHistory(question: HistoryQuestion): Promise<Omit<HistoryAnswer, 'unfilled'>>;
  /** Newest first. */
  unitHistory(sn: string, limit: number): Promise<readonly UnitAttempt[]>;
  /** Raw reports of one device in one operation, in the order in which they came. */
  reportsOfUnit(operationId: string, sn: string): Promise<readonly FiledReport[]>;
  /** The next operation of an earlier version of which the attempts are not on record yet, newest first; null when there is none. */
  nextUnfilled(): Promise<OperationId | null>;
  countUnfilled(): Promise<number>;
  /** Scans that were removed; null where none was. */
  removedScans(): Promise<RemovedScans | null>;
  /**
   * Puts on record what was read of the operation that `nextUnfilled` named, up to this event; where another came since, it is named again.
   * Null: it cannot be read and is passed over.
   */
  fillAttempts(operationId: OperationId, attempts: readonly AttemptRecord[] | null, upTo: number): Promise<void>;
  /** Counts some operations that changed since they were counted. @returns whether there are more */
  tally(): Promise<boolean>;
  /** By operator, station or product; empty: not on record. */
  sumsBy(span: Span, by: 'operator' | 'station' | 'product'): Promise<readonly (Sums & { readonly key: string })[]>;
  /** By local day (days since 1970) and shift (its place among `shifts`, which begin so many ms after midnight; before the first it is the last). */
  sumsInTime(
    span: Span,
    offsets: Offsets,
    shifts: readonly number[],
  ): Promise<readonly (Sums & { readonly day: number; readonly shift: number })[]>;
  /** What did not pass. Many operations have the same: `times` says how many. */
  faults(span: Span): Promise<readonly { readonly faults: TallyFaults; readonly times: number }[]>;
}
