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

/** In the order of trust: the product's own label first, then the board's, then the chassis's; ARM boards name it elsewhere. */
const PLACES = [
  { name: 'product_serial', path: 'sys/class/dmi/id/product_serial' },
  { name: 'board_serial', path: 'sys/class/dmi/id/board_serial' },
  { name: 'chassis_serial', path: 'sys/class/dmi/id/chassis_serial' },
  { name: 'device tree', path: 'sys/firmware/devicetree/base/serial-number' },
  { name: 'device tree', path: 'proc/device-tree/serial-number' },
];
const MOST_CHARACTERS = 128;

/** The first serial number of the firmware that is not a placeholder, else the first placeholder with a warning. */
export async function findSerial(root: string): Promise<FoundSerial> {
  const candidates: { sn: string; source: string }[] = [];
  for (const place of PLACES) {
    const sn = (await readText(join(root, place.path)))?.slice(0, MOST_CHARACTERS);
    if (sn === undefined || sn === '') continue;
    if (!isPlaceholderSerial(sn)) return { sn, source: place.name, warning: null };
    candidates.push({ sn, source: place.name });
  }
  const [placeholder] = candidates;
  if (placeholder !== undefined) {
    return {
      ...placeholder,
      warning: `The firmware has only the placeholder "${placeholder.sn}" as serial number; set one with --serial.`,
    };
  }
  return {
    sn: '',
    source: null,
    warning: 'No serial number can be read from the firmware (reading it needs root); set one with --serial.',
  };
}
