import { join } from 'node:path';
import { isPlaceholderSerial } from '../../protocol/serial';
import { readText } from './small-files';

/** A device's serial number and where it came from. */
export interface FoundSerial {
  /** May be a placeholder or empty when firmware has nothing better. */
  readonly sn: string;
  /** For example `product_serial`; null when nothing was found. */
  readonly source: string | null;
  /** Why the serial number cannot be used; null when it can. */
  readonly warning: string | null;
}

/** Where a serial number may be taken from: the first that has one, or one place only. */
export const SERIAL_SOURCES = ['any', 'product', 'board', 'chassis'] as const;
export type SerialSource = (typeof SERIAL_SOURCES)[number];

/** In the order of trust: the product's own label first, then the board's, then the chassis's; ARM boards name it elsewhere. */
const PLACES = [
  { of: 'product', name: 'product_serial', path: 'sys/class/dmi/id/product_serial' },
  { of: 'board', name: 'board_serial', path: 'sys/class/dmi/id/board_serial' },
  { of: 'chassis', name: 'chassis_serial', path: 'sys/class/dmi/id/chassis_serial' },
  { of: 'product', name: 'device tree', path: 'sys/firmware/devicetree/base/serial-number' },
  { of: 'product', name: 'device tree', path: 'proc/device-tree/serial-number' },
] as const;
const MAX_CHARACTERS = 128;

/**
 * The first serial number of the firmware that is not a placeholder, else the first placeholder with a warning.
 * @param from a place other than `any` is the only one that is looked at: another would be another device's label
 */
export async function findSerial(root: string, from: SerialSource = 'any'): Promise<FoundSerial> {
  const candidates: { sn: string; source: string }[] = [];
  for (const place of PLACES.filter(({ of }) => from === 'any' || of === from)) {
    const sn = (await readText(join(root, place.path)))?.slice(0, MAX_CHARACTERS);
    if (sn === undefined || sn === '') continue;
    if (!isPlaceholderSerial(sn)) return { sn, source: place.name, warning: null };
    candidates.push({ sn, source: place.name });
  }
  const [placeholder] = candidates;
  const whose = from === 'any' ? '' : ` of the ${from}`;
  if (placeholder !== undefined) {
    return {
      ...placeholder,
      warning: `The firmware has only the placeholder "${placeholder.sn}" as serial number${whose}; set one with --serial.`,
    };
  }
  return {
    sn: '',
    source: null,
    warning: `No serial number${whose} can be read from the firmware (reading it needs root); set one with --serial.`,
  };
}
