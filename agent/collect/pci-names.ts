import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PLACES = ['usr/share/misc/pci.ids', 'usr/share/hwdata/pci.ids', 'usr/share/pci.ids'];

/** Vendor and device, four hexadecimal digits each; what has none has no name either. */
export interface PciId {
  readonly vendorId?: string | null | undefined;
  readonly deviceId?: string | null | undefined;
}

/** Names of PCI devices from the system's list. */
export interface PciNames {
  /** Finds the names of these ids. @returns looks one of them up; null where the list is absent or does not know it. */
  load(ids: readonly PciId[]): Promise<(id: PciId) => string | null>;
}

const MOST_CHARACTERS = 256;

/** Reads the list below `root` only when an id is asked for the first time, and keeps the few names, not the list. */
export function createPciNames(root: string): PciNames {
  const known = new Map<string, string | null>();
  return {
    async load(ids) {
      const fresh = ids.filter((id) => !known.has(keyOf(id)));
      const list = fresh.length === 0 ? null : await readFirst(root);
      for (const id of fresh) known.set(keyOf(id), list === null ? null : findPciName(list, id));
      return (id) => known.get(keyOf(id)) ?? null;
    },
  };
}

/** Looks one id up in the text of a pci.ids file, for example `Intel Corporation I210 Gigabit Network Connection`. */
export function findPciName(list: string, id: PciId): string | null {
  if (typeof id.vendorId !== 'string' || typeof id.deviceId !== 'string') return null;
  const block = findVendorBlock(list, id.vendorId);
  if (block === null) return null;
  const [vendor = ''] = block.split('\n', 1);
  const device = new RegExp(`^\\t${id.deviceId}  (.+)$`, 'mu').exec(block)?.[1];
  return `${vendor.slice(6).trim()} ${device?.trim() ?? `device ${id.deviceId}`}`.slice(0, MOST_CHARACTERS);
}

/** The vendor's line and the indented lines below it: the only part of a pci.ids file that names its devices. */
function findVendorBlock(list: string, vendorId: string): string | null {
  const start = `\n${list}`.indexOf(`\n${vendorId}  `);
  if (start < 0) return null;
  const rest = list.slice(start);
  const end = /\n[^\t#\n]/u.exec(rest)?.index;
  return end === undefined ? rest : rest.slice(0, end);
}

/** The lines of the system's list that these ids need, as a small pci.ids file; null where the list is absent. */
export async function readPciIdLines(root: string, ids: readonly PciId[]): Promise<string | null> {
  const list = await readFirst(root);
  if (list === null) return null;
  const lines: string[] = [];
  for (const vendorId of new Set(ids.map((id) => id.vendorId ?? '')).values()) {
    const [vendor, ...devices] = (findVendorBlock(list, vendorId) ?? '').split('\n');
    const wanted = new Set(ids.filter((id) => id.vendorId === vendorId).map((id) => id.deviceId ?? ''));
    if (vendor !== undefined && vendor !== '')
      lines.push(vendor, ...devices.filter((line) => line[0] === '\t' && wanted.has(line.slice(1, 5))));
  }
  return lines.join('\n');
}

async function readFirst(root: string): Promise<string | null> {
  for (const place of PLACES) {
    try {
      return await readFile(join(root, place), 'utf8');
    } catch {
      // Not there; the next place may have it.
    }
  }
  return null;
}

function keyOf(id: PciId): string {
  return `${id.vendorId}:${id.deviceId}`;
}
