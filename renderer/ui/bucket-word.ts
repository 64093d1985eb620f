import type { DeviceRow } from '../../protocol/model';
import { messages } from '../messages';
import { isBeside, isPairState, overStatus, type BucketId } from '../store/buckets';
import type { Target } from '../store/target';

/** What a group of devices, or a device of it, is called. */
export function bucketWord(bucket: BucketId, target: Target): string {
  if (isPairState(bucket)) return messages.pairState[target][bucket];
  return isBeside(bucket) ? messages.tiles[bucket] : messages.status[bucket];
}

/** How a device stands now. */
export function rowWord(row: DeviceRow, target: Target): string {
  const over = overStatus(row);
  return over === null ? messages.status[row.status] : bucketWord(over, target);
}
