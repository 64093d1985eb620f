import type { SessionView } from '../../protocol/model';
import { countFailed, needsHand } from '../../protocol/scan-ending';

/**
 * What the window says by sound. `done`: the scan is over and needs nobody. `needsHand`: it is over and somebody must look. `failure`: the
 * first device that failed while the scan goes on. `alarm`: one failed, and nobody has acknowledged it. `refused`: a code that was scanned is not taken.
 */
export const SIGNALS = ['done', 'needsHand', 'failure', 'alarm', 'refused'] as const;
export type Signal = (typeof SIGNALS)[number];

/** What is heard when the scan changes from one state to the next; null: nothing. An operation that is opened is silent, however it stands. */
export function signalOf(before: SessionView | null, now: SessionView | null): Signal | null {
  if (before === null || now?.operationId !== before.operationId || before.phase === 'closed') return null;
  if (now.phase === 'closed') return needsHand(now.counts) ? 'needsHand' : 'done';
  return countFailed(before.counts) === 0 && countFailed(now.counts) > 0 ? 'failure' : null;
}
