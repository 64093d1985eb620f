import type { ScanCounts } from './model';

export function emptyCounts(): ScanCounts {
  return {
    expected: 0,
    pass: 0,
    fail: 0,
    waived: 0,
    couldNotCheck: 0,
    notRegistered: 0,
    conflict: 0,
    noAnswer: 0,
    waiting: 0,
    guests: 0,
    noSerial: 0,
    late: 0,
    duplicates: 0,
    stale: 0,
    quarantined: 0,
    contested: 0,
    contestedExpected: 0,
    pairRefused: 0,
    pairUnknown: 0,
    paired: 0,
    pairedExpected: 0,
  };
}
