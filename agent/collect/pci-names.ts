import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const PLACES = ['usr/share/misc/pci.ids', 'usr/share/hwdata/pci.ids', 'usr/share/pci.ids'];

/** Vendor and device, four hexadecimal digits each; what has none has no name either. */
export interface PciId {
  readonly vendorId?: string | null | undefined;
  readonly deviceId?: string | null | undefined;
}

export interface KnownPciId {
  readonly vendorId: string;
  readonly deviceId: string;
}

/** Names by id; null for an id that the list does not know. */
export const PciNameTable = z.record(z.string(), z.string().nullable());
export type PciNameTable = z.infer<typeof PciNameTable>;

/** Names of PCI devices from the system's list. */
export interface PciNames {
  /** Finds the names of these ids. @returns false when the list could not be read in time; then it is read at the next call. */
  load(ids: readonly PciId[]): Promise<boolean>;
  /** The name of an id that was found; null where the list is absent or does not know it. */
  nameOf(id: PciId): string | null;
}

const MAX_CHARACTERS = 256;

/**
 * Has an id looked up only when it is asked for the first time.
 * @param lookUp null: not in time
 */
export function createPciNames(lookUp: (ids: readonly KnownPciId[]) => Promise<PciNameTable | null>): PciNames {
  const known = new Map<string, string | null>();
  return {
    async load(ids) {
      const fresh = new Map(ids.flatMap((id) => (isKnown(id) && !known.has(keyOf(id)) ? [[keyOf(id), id] as const] : [])));
      if (fresh.size === 0) return true;
      const found = await lookUp([...fresh.values()]);
      if (found !== null) for (const key of fresh.keys()) known.set(key, found[key] ?? null);
      return found !== null;
    },
    nameOf: (id) => known.get(keyOf(id)) ?? null,
  };
}

/** Reads the list below `root` for these ids. */
export async function lookUpPciNames(root: string, ids: readonly KnownPciId[]): Promise<PciNameTable> {
  const list = await readFirst(root);
  return Object.fromEntries(ids.map((id) => [keyOf(id), list === null ? null : findPciName(list, id)]));
}

/** Looks one id up in the text of a pci.ids file, for example `Intel Corporation I210 Gigabit Network Connection`. */
export function findPciName(list: string, id: PciId): string | null {
  if (typeof id.vendorId !== 'string' || typeof id.deviceId !== 'string') return null;
  const block = findVendorBlock(list, id.vendorId);
  if (block === null) return null;
  const [vendor = ''] = block.split('\n', 1);
  const device = new RegExp(`^\\t${id.deviceId}  (.+)$`, 'mu').exec(block)?.[1];
  return `${vendor.slice(6).trim()} ${device?.trim() ?? `device ${id.deviceId}`}`.slice(0, MAX_CHARACTERS);
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

function isKnown(id: PciId): id is KnownPciId {
  return typeof id.vendorId === 'string' && typeof id.deviceId === 'string';
}

function keyOf(id: PciId): string {
  return `${id.vendorId}:${id.deviceId}`;
}
