import type { DeviceRow, DeviceStatus, ScanCounts } from '../../protocol/model';

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

/** Groups of devices counted beside the sum (or within `pass`) that have rows to look at. */
export const BESIDE = ['guests', 'noSerial', 'contested'] as const satisfies readonly (keyof ScanCounts)[];
export type Beside = (typeof BESIDE)[number];

/** What the grid can be narrowed to. */
export type BucketId = Addend | Beside;

const ADDEND_OF_STATUS: Readonly<Record<Exclude<DeviceStatus, 'noSerial'>, Addend>> = {
  waiting: 'waiting',
  reported: 'waiting',
  pass: 'pass',
  fail: 'fail',
  waived: 'waived',
  notRegistered: 'notRegistered',
  couldNotCheck: 'couldNotCheck',
  conflict: 'conflict',
  noAnswer: 'noAnswer',
};

/** The addend or group that a row is counted in; `contested` is a second mark on rows that pass, see `isIn`. */
export function bucketOf(row: DeviceRow): BucketId {
  if (row.status === 'noSerial') return 'noSerial';
  return row.guest ? 'guests' : ADDEND_OF_STATUS[row.status];
}

export function isIn(row: DeviceRow, bucket: BucketId): boolean {
  return bucket === 'contested' ? row.contested && row.status === 'pass' : bucketOf(row) === bucket;
}

/** The sum of the addends: `expected`, or the arithmetic is broken. */
export function sumOfAddends(counts: ScanCounts): number {
  return ADDENDS.reduce((sum, addend) => sum + counts[addend], 0);
}

/** How many of the expected devices need a person: neither passed nor waived nor still awaited, and those that share a MAC. */
export function countNeedy(counts: ScanCounts): number {
  return counts.fail + counts.conflict + counts.couldNotCheck + counts.notRegistered + counts.noAnswer + counts.contested;
}

/** Statuses from worst to best: the order of "worst first". */
const SEVERITY: Readonly<Record<DeviceStatus, number>> = {
  conflict: 0,
  fail: 1,
  couldNotCheck: 2,
  notRegistered: 3,
  noSerial: 4,
  noAnswer: 5,
  reported: 8,
  waiting: 9,
  waived: 10,
  pass: 11,
};

/** 0 is worst. A pass that shares a MAC needs a look and stands with the bad ones. */
export function severityOf(row: DeviceRow): number {
  return row.contested && row.status === 'pass' ? 6 : SEVERITY[row.status];
}

/** True when a person has something to do about this device. */
export function isNeedy(row: DeviceRow): boolean {
  return severityOf(row) <= 6;
}
