import type { Harness } from './harness/harness';

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
   * Brings the fault about so often, while scans go on, and takes it away again. What it finds broken it tells the harness; what
   * must hold after every fault is checked by the harness itself when this has ended.
   */
  readonly run: (harness: Harness, times: number) => Promise<void>;
}
