import type { EventType } from './registry/event-types';

/** What a person does to one device or many at once from the window. Grades, pictures and tags have commands of their own. */
export const DEVICE_ACTS = [
  'ToRepair',
  'Repair',
  'ToPrepare',
  'Prepare',
  'ReadyToUse',
  'Reserve',
  'CancelReservation',
  'Sell',
  'Donate',
  'Rent',
  'CancelTrade',
  'Receive',
  'ToDispose',
  'DisposeProduct',
  'DisposeWaste',
  'Recover',
] as const satisfies readonly EventType[];
export type DeviceAct = (typeof DEVICE_ACTS)[number];

/** Devices that one act may name. */
export const MAX_DEVICES_AT_ONCE = 1_000;
/** Pictures of one set. */
export const MAX_PICTURES = 20;
/** Characters of one file: the largest Snapshots with their pictures. */
export const MAX_FILE_CHARACTERS = 32 * 1024 * 1024;
