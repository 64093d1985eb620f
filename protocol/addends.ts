import type { ScanCounts } from './model';

/** The addends of `expected`, in the order in which they are shown: together they are all of it. */
export const ADDENDS = [
  'pass',
  'fail',
  'waived',
  'couldNotCheck',
  'notRegistered',
  'conflict',
  'noAnswer',
  'waiting',
] as const satisfies readonly (keyof ScanCounts)[];
export type Addend = (typeof ADDENDS)[number];
