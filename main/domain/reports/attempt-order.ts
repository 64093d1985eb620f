import type { UnitAttempt } from '../../../protocol/history';

/** Attempts of a device in the order in which their operations were started, then by number; `at` moves when Pair answers or a person settles. */
export function inOrderOfStart(attempts: readonly UnitAttempt[]): UnitAttempt[] {
  return attempts.toSorted((a, b) => a.startedAt - b.startedAt || a.attempt - b.attempt);
}
