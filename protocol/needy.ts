import type { ScanCounts } from './model';

/** How many of the expected devices need a person: neither passed nor waived nor still awaited, those that share a MAC, and those (guests too) that Pair did not take. */
export function countNeedy(counts: ScanCounts): number {
  return (
    counts.fail +
    counts.conflict +
    counts.couldNotCheck +
    counts.notRegistered +
    counts.noAnswer +
    counts.contestedExpected +
    countUnsettledPairs(counts)
  );
}

/** How many devices Pair (or burn) refused, or may have taken, and no person has settled. */
export function countUnsettledPairs({ pairRefused, pairUnknown }: Pick<ScanCounts, 'pairRefused' | 'pairUnknown'>): number {
  return pairRefused + pairUnknown;
}
