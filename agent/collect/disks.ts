import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { DiskRow } from '../../protocol/wire/inventory';
import { nameOf } from './firmware-name';
import { readCount, readNames, readRealPath, readText } from './small-files';

type Disk = z.infer<typeof DiskRow>;

const SECTOR_BYTES = 512;
const MB = 1_000_000;
const MAX_DISKS = 256;
const DISK_NAME = /^(?:sd|hd|nvme|vd|xvd)/u;
/** With native multipath each path of an NVMe disk is a device of its own beside the usable one. */
const NVME_PATH = /^nvme\d+c\d+n\d+$/u;
const PAGE_HEADER_BYTES = 4;

/**
 * Built-in disks, by name: what has a device behind it and is neither removable nor on USB. A disk that is reached over
 * several paths counts once. Null where there is no /sys/block.
 */
export async function readDisks(root: string): Promise<readonly Disk[] | null> {
  const folder = join(root, 'sys/block');
  if ((await readRealPath(folder)) === null) return null;
  const disks: Disk[] = [];
  const identities = new Set<string>();
  for (const name of await readNames(folder)) {
    if (!DISK_NAME.test(name) || NVME_PATH.test(name)) continue;
    const disk = await readDisk(join(folder, name));
    if (disk === null) continue;
    const wwid = await readWorldWideId(join(folder, name));
    const identity = wwid === null ? null : JSON.stringify([wwid, disk.model, disk.serialNumber]);
    if (identity !== null && identities.has(identity)) continue;
    disks.push(disk);
    if (identity !== null) identities.add(identity);
  }
  return disks.slice(0, MAX_DISKS);
}

/** What tells a disk from all others, the same on every path; null where it has none. */
async function readWorldWideId(folder: string): Promise<string | null> {
  const id = (await readText(join(folder, 'wwid'))) ?? (await readText(join(folder, 'device/wwid'))) ?? '';
  // Controllers that have none to give answer with zeros or blanks.
  return /[1-9a-z]/iu.test(id.replace(/^(?:eui|naa|uuid|nvme|t10)\./u, '')) ? id : null;
}

async function readDisk(folder: string): Promise<Disk | null> {
  const at = (...parts: readonly string[]): string => join(folder, ...parts);
  // One after the other: a read that hangs then holds one thread.
  const place = await readRealPath(folder);
  const device = await readRealPath(at('device'));
  if (device === null || /\/usb\d/u.test(place ?? '')) return null;
  if ((await readText(at('removable'))) === '1' || (await readText(at('hidden'))) === '1') return null;
  const model = await readText(at('device', 'model'));
  const serial = await readText(at('device', 'serial'));
  const page = await readSerialPage(at('device', 'vpd_pg80'));
  const sectors = await readCount(at('size'));
  const rotational = await readText(at('queue', 'rotational'));
  const isNvme = /\/nvme\d/u.test(place ?? '');
  const name = nameOf(model);
  const sizeMb = Math.round(((sectors ?? 0) * SECTOR_BYTES) / MB);
  const found = {
    manufacturer: makerOf(name),
    model: name,
    serialNumber: nameOf(serial ?? page ?? (await readText(at('serial')))),
    sizeMb: sizeMb > 0 ? sizeMb : undefined,
    interface: isNvme ? 'NVMe' : /\/ata\d/u.test(place ?? '') ? 'ATA' : undefined,
  };
  return {
    kind: rotational === '1' ? 'hardDrive' : 'solidState',
    ...(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Omit<Disk, 'kind'>),
  };
}

/** The unit serial number page of SCSI: four bytes of header, then the text. */
async function readSerialPage(path: string): Promise<string | null> {
  try {
    return (await readFile(path)).toString('latin1', PAGE_HEADER_BYTES).replaceAll('\0', ' ').trim();
  } catch {
    return null;
  }
}

/** Disks name their maker in the model, if at all. */
function makerOf(model: string | undefined): string | undefined {
  if (model === undefined) return undefined;
  if (/^ST\d/u.test(model)) return 'Seagate';
  if (/^WDC?\b/u.test(model)) return 'Western Digital';
  return /^([A-Za-z]{3,20})\s+\S/u.exec(model)?.[1];
}
