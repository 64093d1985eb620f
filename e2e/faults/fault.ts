import type { Rig } from './rig/rig';

/** One way in which the world goes wrong. */
export interface Fault {
  /** What `--only` calls it. */
  readonly name: string;
  /** How the table names it. */
  readonly title: string;
  /** About how many seconds the short form takes: who takes longest begins first. */
  readonly weight: number;
  /** How often it is done in the short and in the long form. */
  readonly times: { readonly short: number; readonly long: number };
  /**
   * Brings the fault about so often, while scans go on, and takes it away again. What it finds broken it tells the rig; what
   * must hold after every fault is checked by the rig itself when this has ended.
   */
  readonly run: (rig: Rig, times: number) => Promise<void>;
}

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
