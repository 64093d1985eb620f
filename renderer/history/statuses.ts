import type { DeviceStatus } from '../../protocol/model';

/** What a device can end with, in the order in which the counts stand. */
export const STATUSES: readonly DeviceStatus[] = [
  'pass',
  'fail',
  'waived',
  'conflict',
  'notRegistered',
  'couldNotCheck',
  'noAnswer',
];
