/** One line of the table. Reports are counted by message id. */
export interface FaultRow {
  readonly fault: string;
  readonly title: string;
  readonly times: number;
  /** Reports that the broker confirmed to their publishers. */
  readonly published: number;
  readonly stored: number;
  readonly quarantined: number;
  /** Still waiting in a queue when the row was closed. */
  readonly queued: number;
  /** Logs, notifications and Pairs that took effect at the factory. */
  readonly delivered: number;
  /** Reports that are nowhere, and deliveries that never took effect. */
  readonly lost: number;
  /** Deliveries that took effect twice, under one key or two. */
  readonly doubled: number;
  /** Devices that pass although the truth about them says otherwise. */
  readonly wrongPasses: number;
  /** From the fault's end until everyone who can be heard has a verdict: the longest; null where nothing was interrupted. */
  readonly recoveryMs: number | null;
  readonly recoveryMedianMs: number | null;
  readonly tookMs: number;
  /** Everything that was not as it must be, one sentence each. */
  readonly problems: readonly string[];
}
