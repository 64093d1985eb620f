import type { DeviceLink, DeviceListRow } from '../../protocol/registry/views';
import type { DeviceType } from '../../protocol/registry/device-types';
import type { EventType } from '../../protocol/registry/event-types';
import { formats } from '../text/formats';
import { visibleText } from '../text/visible-text';
import { deviceMessages } from './messages';

/** `SolidStateDrive` as `Solid state drive`. */
export function typeName(type: DeviceType | EventType): string {
  return deviceMessages.types[type];
}

const PROPERTY_NAMES: Readonly<Record<string, string>> = deviceMessages.properties;

/** `readSpeed` as `Read speed`; a property that has no name here is called as it came. */
export function propertyName(property: string): string {
  return Object.hasOwn(PROPERTY_NAMES, property) ? (PROPERTY_NAMES[property] ?? property) : property;
}

const UNITS: Readonly<Record<string, string>> = {
  size: 'MB',
  memory: 'MB',
  weight: 'kg',
  width: 'm',
  height: 'm',
  depth: 'm',
};
const SPEED_UNITS: Readonly<Partial<Record<DeviceType, string>>> = { Processor: 'GHz', RamModule: 'MHz', NetworkAdapter: 'Mbps' };

/** A physical property with its unit, in a size that people use: `500 GB`, `3.4 GHz`, `yes`. */
export function propertyText(type: DeviceType, property: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? deviceMessages.yes : deviceMessages.no;
  if (typeof value === 'string') return visibleText(value);
  if (property === 'size' && (type === 'ComputerMonitor' || type === 'Display' || type === 'Monitor'))
    return `${numberOf(value)}″`;
  if ((property === 'size' || property === 'memory') && value >= 1_000) return sizeText(value);
  const unit = property === 'speed' ? SPEED_UNITS[type] : UNITS[property];
  return unit === undefined ? numberOf(value) : `${numberOf(value)} ${unit}`;
}

/** Megabytes as GB or TB. */
function sizeText(megabytes: number): string {
  const gigabytes = megabytes >= 100_000 ? megabytes / 1_000 : megabytes / 1_024;
  return gigabytes >= 1_000 ? `${numberOf(round1(gigabytes / 1_000))} TB` : `${numberOf(round1(gigabytes))} GB`;
}

function numberOf(value: number): string {
  return formats().property.format(value);
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What a device is called: its model, else its type. Escaped. */
export function deviceName({ model, type, id }: Pick<DeviceLink | DeviceListRow, 'model' | 'type' | 'id'>): string {
  return model === null || model === '' ? `${typeName(type)} ${deviceMessages.number({ device: id })}` : visibleText(model);
}
