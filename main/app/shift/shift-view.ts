import { readAs } from '../../../protocol/read-as';
import { SelfTest, type ShiftView } from '../../../protocol/self-test';
import type { Settings } from '../../../protocol/settings';
import { shiftStart } from '../../domain/shift/shift-times';

/** Where the last self-test is kept. */
export const KEPT_TEST = 'selfTest';

/** The last self-test that is on record; one that cannot be read is none. */
export async function lastSelfTest(store: { readSetting(name: string): Promise<string | null> }): Promise<SelfTest | null> {
  const kept = await store.readSetting(KEPT_TEST);
  if (kept === null) return null;
  try {
    const read = readAs(SelfTest, JSON.parse(kept));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * What scans that start now have of a self-test.
 * @param last the last one on record
 * @param offsetAt what local time is ahead of UTC then, in minutes
 */
export function shiftView(
  { starts, selfTest: rule }: Settings['shift'],
  last: SelfTest | null,
  now: number,
  offsetAt: (at: number) => number,
): ShiftView {
  const since = shiftStart(now, starts, offsetAt);
  return { since, rule, last: last !== null && last.at >= since ? { ...last, what: [...last.what] } : null };
}
