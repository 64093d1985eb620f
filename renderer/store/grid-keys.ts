/**
 * A key names one line of the grid in one number: the slot of a device, and 0 for the device itself or n for its n-th interface.
 */
const LINES_PER_DEVICE = 8_192;

export function keyOf(slot: number, line = 0): number {
  return slot * LINES_PER_DEVICE + line;
}

export function slotOfKey(key: number): number {
  return Math.floor(key / LINES_PER_DEVICE);
}

/** 0 for the device's own line, n for its n-th interface. */
export function lineOfKey(key: number): number {
  return key % LINES_PER_DEVICE;
}
