import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { DiskRow } from '../../protocol/wire/inventory';
import { nameOf } from './firmware-name';
import { readCount, readNames, readRealPath, readText } from './small-files';

type Disk = z.infer<typeof DiskRow>;

const SECTOR_BYTES = 512;
const MB = 1_000_000;
const MOST_DISKS = 256;
const PAGE_HEADER_BYTES = 4;

/** Built-in disks, by name: what has a device behind it and is neither removable nor on USB. Null where there is no /sys/block. */
export async function readDisks(root: string): Promise<readonly Disk[] | null> {
  const folder = join(root, 'sys/block');
  if ((await readRealPath(folder)) === null) return null;
  const disks: Disk[] = [];
  for (const name of await readNames(folder)) {
    const disk = /^(?:sd|hd|nvme|vd|xvd)/u.test(name) ? await readDisk(join(folder, name)) : null;
    if (disk !== null) disks.push(disk);
  }
  return disks.slice(0, MOST_DISKS);
}

async function readDisk(folder: string): Promise<Disk | null> {
  const at = (...parts: readonly string[]): string => join(folder, ...parts);
  const [place, device] = await Promise.all([readRealPath(folder), readRealPath(at('device'))]);
  if (device === null || /\/usb\d/u.test(place ?? '') || (await readText(at('removable'))) === '1') return null;
  const [model, serial, page, sectors, rotational] = await Promise.all([
    readText(at('device', 'model')),
    readText(at('device', 'serial')),
    readSerialPage(at('device', 'vpd_pg80')),
    readCount(at('size')),
    readText(at('queue', 'rotational')),
  ]);
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
