import * as z from 'zod';

/** One run of a scan, as the plant names it (1 to 128 characters). Kept as text everywhere inside. */
export const OperationId = z.string().trim().min(1).max(128).brand<'OperationId'>();
export type OperationId = z.infer<typeof OperationId>;

/** A device's serial number as its maker prints it (1 to 128 characters). Untrusted text: escape before showing. */
export const SerialNumber = z.string().trim().min(1).max(128).brand<'SerialNumber'>();
export type SerialNumber = z.infer<typeof SerialNumber>;

/** Who started or confirmed something: badge number or name (1 to 128 characters). */
export const OperatorId = z.string().trim().min(1).max(128).brand<'OperatorId'>();
export type OperatorId = z.infer<typeof OperatorId>;

/**
 * A row of the grid: the serial number for a device that has one, `?` and where it came from for one that has none.
 * The prefix cannot collide with a serial number, which never keys a row when it starts with `?`.
 */
export const DeviceId = z.string().min(1).max(300).brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** Names one outgoing message for ever; sent as `Idempotency-Key` on every try. */
export const DeliveryKey = z.string().min(1).max(300).brand<'DeliveryKey'>();
export type DeliveryKey = z.infer<typeof DeliveryKey>;

export function operationId(text: string): OperationId {
  return OperationId.parse(text);
}

export function serialNumber(text: string): SerialNumber {
  return SerialNumber.parse(text);
}

export function deviceIdOf(sn: SerialNumber): DeviceId {
  return sn as string as DeviceId;
}

/** What tells a device without serial number from others, its boot id or IP address with what is in it; null for one that has a number. */
export function unitWithoutSerial(id: string): string | null {
  return id.startsWith('?') ? id.slice(1).trim() : null;
}
