import { ADDENDS, type Addend } from '../../protocol/addends';
import type { DeviceRow, DeviceStatus, ScanCounts } from '../../protocol/model';
import { say } from '../text/say';

/** Groups of devices counted beside the sum (or within `pass`) that have rows to look at. */
export const BESIDE = [
  'pairRefused',
  'pairUnknown',
  'paired',
  'guests',
  'noSerial',
  'contested',
] as const satisfies readonly (keyof ScanCounts)[];
export type Beside = (typeof BESIDE)[number];

export function isBeside(bucket: BucketId): bucket is Beside {
  return BESIDE.some((one) => one === bucket);
}

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

/** What Pair (or burn) made of a device and no person has settled yet; null for every other. */
export function unsettledPair({ pair, pairSettled }: DeviceRow): 'pairRefused' | 'pairUnknown' | null {
  if (pairSettled !== null) return null;
  return pair === 'rejected' ? 'pairRefused' : pair === 'unknown' ? 'pairUnknown' : null;
}

/** What Pair (or burn) made of a device, as long as no person has settled it; null for every other. */
function pairState(row: DeviceRow): PairState | null {
  return row.pair === 'accepted' ? 'paired' : unsettledPair(row);
}

/** What a row says of its device: why Pair did not take it, or the worst thing that its scan found. */
export function rowSentence(row: DeviceRow): string {
  return say(unsettledPair(row) === null ? row.reason : row.pairReason);
}

/** True when the scan passed it and another device claims something of it: it is not paired until somebody has checked. */
export function isHeldBack(row: DeviceRow): boolean {
  return row.contested && row.status === 'pass';
}

export type PairState = 'pairRefused' | 'pairUnknown' | 'paired';
export type OverStatus = PairState | 'contested';

export function isPairState(bucket: BucketId): bucket is PairState {
  return bucket === 'paired' || bucket === 'pairRefused' || bucket === 'pairUnknown';
}

/** What matters more of a device than the status that its scan gave it; null where the status is the news. */
export function overStatus(row: DeviceRow): OverStatus | null {
  return pairState(row) ?? (isHeldBack(row) ? 'contested' : null);
}

export function isIn(row: DeviceRow, bucket: BucketId): boolean {
  if (isPairState(bucket)) return pairState(row) === bucket;
  return bucket === 'contested' ? isHeldBack(row) : bucketOf(row) === bucket;
}

/** The sum of the addends: `expected`, or the arithmetic is broken. */
export function sumOfAddends(counts: ScanCounts): number {
  return ADDENDS.reduce((sum, addend) => sum + counts[addend], 0);
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

/** Before whatever failed: it was about to leave as paired. */
const REFUSED = 0.5;

/** 0 is worst. A pass that shares a MAC, or that Pair did not take, stands with the bad ones. */
export function severityOf(row: DeviceRow): number {
  const unsettled = unsettledPair(row);
  if (unsettled !== null) return Math.min(SEVERITY[row.status], unsettled === 'pairRefused' ? REFUSED : 2);
  return isHeldBack(row) ? 6 : SEVERITY[row.status];
}

/** True when a person has something to do about this device. */
export function isNeedy(row: DeviceRow): boolean {
  return severityOf(row) <= 6;
}
