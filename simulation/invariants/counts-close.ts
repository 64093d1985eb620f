import { recount, sumOf } from '../../main/domain/testing/scenario';
import type { ScanSession } from '../../main/domain/scan/state';

/** Null, or in what way the counts of a session are not what its devices say, or do not add up. */
export function countsDoNotClose(session: ScanSession): string | null {
  const { counts } = session;
  const counted = recount(session);
  for (const name of Object.keys(counted) as (keyof typeof counted)[])
    if (counts[name] !== counted[name])
      return `${name} is ${counts[name]}, and ${counted[name]} are there: ${JSON.stringify(counts)}`;
  if (sumOf(counts) !== counts.expected) return `the sum is ${sumOf(counts)}: ${JSON.stringify(counts)}`;
  if (session.phase === 'closed' && counts.waiting > 0)
    return `the scan is closed, and somebody waits: ${JSON.stringify(counts)}`;
  return null;
}
