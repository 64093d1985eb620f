import type { DeviceRow, InterfaceVerdict } from '../../../protocol/model';
import { meaningOfLetter } from '../../store/verdict-letters';

/** How often each kind of fault stands on interfaces of these rows, most frequent first. Counts what main judged. */
export function countFaults(
  rows: Iterable<DeviceRow>,
): readonly { readonly verdict: InterfaceVerdict; readonly count: number }[] {
  const counts = new Map<InterfaceVerdict, number>();
  for (const { interfaces } of rows) {
    for (const letter of interfaces) {
      const verdict = meaningOfLetter(letter);
      if (verdict === 'match' || verdict === 'unjudged' || verdict === 'ignored') continue;
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
  }
  return [...counts].map(([verdict, count]) => ({ verdict, count })).toSorted((a, b) => b.count - a.count);
}

/**
 * Share of the expected, judged devices that passed on the first scan of this operation; undefined before any is judged. Guests are left
 * out. First-pass yield is another figure: it goes by the first judged result ever.
 */
export function passedOnFirstScan(rows: Iterable<DeviceRow>): number | undefined {
  let judged = 0;
  let passed = 0;
  for (const { status, attempt, guest } of rows) {
    if (guest || (status !== 'pass' && status !== 'fail' && status !== 'waived')) continue;
    judged += 1;
    if (status === 'pass' && attempt === 1) passed += 1;
  }
  return judged === 0 ? undefined : passed / judged;
}
