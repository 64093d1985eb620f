import type { DeviceInput, DeviceRecord, PropertyValue } from './model';
import { isCompared } from './reading/properties';
import type { DeviceType } from '../../../protocol/registry/device-types';

type Described = Pick<DeviceRecord, 'model' | 'manufacturer' | 'serialNumber' | 'properties'>;

/** Whether both describe one and the same: all physical properties are equal, and unknown equals only unknown. */
export function isAlike(known: Described, described: Described): boolean {
  return comparedNames(known, described).every((name) => valueOf(known, name) === valueOf(described, name));
}

/** The first property that is known and that the description has otherwise, or not at all; null when there is none. What is unknown may be completed. */
export function firstContradiction(known: Described, described: Described): string | null {
  const contradicts = (name: string) => {
    const value = valueOf(known, name);
    return value !== null && value !== valueOf(described, name);
  };
  return comparedNames(known, described).find(contradicts) ?? null;
}

/** Whether the description may be of the known one: nothing that both know differs. */
export function isCompatible(known: Described, described: Described): boolean {
  return comparedNames(known, described).every((name) => {
    const [one, other] = [valueOf(known, name), valueOf(described, name)];
    return one === null || other === null || one === other;
  });
}

/**
 * What is known with what is described on top: nothing known is erased, and number and HID stay. A device without HID gets the one
 * that its parts make when it is free.
 * @param type what the device is then
 * @param hidOf null where there is none, or it is not free
 */
export function merged(
  known: DeviceRecord,
  { model, manufacturer, serialNumber, properties }: DeviceInput,
  { at, type, hidOf }: { readonly at: string; readonly type: DeviceType; readonly hidOf: (after: DeviceRecord) => string | null },
): DeviceRecord {
  const after: DeviceRecord = {
    ...known,
    type,
    model: model ?? known.model,
    manufacturer: manufacturer ?? known.manufacturer,
    serialNumber: serialNumber ?? known.serialNumber,
    properties: { ...known.properties, ...properties },
    updated: at,
  };
  return { ...after, hid: known.hid ?? hidOf(after) };
}

function comparedNames(one: Described, other: Described): readonly string[] {
  const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)]);
  return ['model', 'manufacturer', 'serialNumber', ...[...names].filter(isCompared)];
}

function valueOf(described: Described, name: string): PropertyValue | null {
  if (name === 'model' || name === 'manufacturer' || name === 'serialNumber') return described[name];
  return described.properties[name] ?? null;
}
