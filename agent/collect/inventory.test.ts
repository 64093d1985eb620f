import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HardwareInventory } from '../../protocol/wire/inventory';
import { MACHINES } from '../fixtures/machines';
import { withMachine } from '../fixtures/with-machine';
import type { MachineManifest } from '../machine-manifest';
import { memoryModulesOf } from './dmi-memory';
import { inventoryOf } from './inventory';
import { readHere } from './read-aside';

const readMachineInventory = async (root: string): Promise<HardwareInventory | null> =>
  inventoryOf(await readHere({ root, parts: ['product', 'processors', 'memory', 'disks'], ids: [] }, 0));

const CPU = (id: number, socket: number): string =>
  `processor\t: ${id}\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) CPU   E5-2620 @ 2.10GHz\ncpu MHz\t\t: ${1200 + id}.5\nphysical id\t: ${socket}\nsiblings\t: 12\ncpu cores\t: 6\n`;

const MACHINE: MachineManifest = {
  machine: 'server',
  about: 'Two sockets, an NVMe disk, a SATA disk, a stick on USB and a card reader without a card',
  entries: {
    'proc/cpuinfo': [CPU(0, 0), CPU(1, 0), CPU(2, 1), CPU(3, 1)].join('\n'),
    'sys/class/dmi/id/sys_vendor': 'Example Servers',
    'sys/class/dmi/id/product_name': 'System Product Name',
    'sys/class/dmi/id/chassis_type': '23',
    'sys/class/dmi/id/board_vendor': 'Example Boards',
    'sys/class/dmi/id/board_name': 'EB-2S',
    'sys/class/dmi/id/board_serial': 'To be filled by O.E.M.',
    'sys/block/nvme0n1': { link: '../devices/pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1' },
    'sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1/device': { link: '../../nvme0' },
    'sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/model': 'Samsung SSD 970 EVO 500GB',
    'sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/serial': 'S466NX0K',
    'sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1/size': '976773168',
    'sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1/queue/rotational': '0',
    'sys/block/sda': { link: '../devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/block/sda' },
    'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/block/sda/device': { link: '../../../0:0:0:0' },
    'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/model': 'ST1000DM010-2EP1',
    'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/vpd_pg80': '\u0000\u0001\u0000\u0008ZN1ABCDE',
    'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/block/sda/size': '1953525168',
    'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0/block/sda/queue/rotational': '1',
    'sys/block/sdb': { link: '../devices/pci0000:00/0000:00:14.0/usb1/1-1/1:0:0:0/block/sdb' },
    'sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1:0:0:0/block/sdb/device': { link: '../../../1:0:0:0' },
    'sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1:0:0:0/model': 'Stick',
    'sys/block/loop0': { folder: true },
    'sys/block/sdc': { folder: true },
  },
};

/** A structure of an SMBIOS table. */
function structure(type: number, fields: readonly number[], strings: readonly string[]): Buffer {
  const text = strings.length === 0 ? '\0\0' : `${strings.join('\0')}\0\0`;
  return Buffer.concat([Buffer.from([type, fields.length + 4, 0, 0, ...fields]), Buffer.from(text, 'latin1')]);
}

function memoryDevice(over: Readonly<Record<number, number>>): number[] {
  const fields = Array.from({ length: 0x22 - 4 }, () => 0);
  for (const [offset, value] of Object.entries(over)) fields[Number(offset) - 4] = value;
  return fields;
}

const MODULE = memoryDevice({ 0x0d: 0x20, 0x0e: 0x09, 0x12: 0x1a, 0x15: 0x6a, 0x16: 0x0a, 0x17: 1, 0x18: 2, 0x1a: 3 });
const END = structure(127, [], []);

describe('the inventory of a machine', () => {
  it('names product, board, processors, memory and built-in disks, and fits the contract', async () => {
    const inventory = await withMachine(MACHINE, async (root) => {
      const table = join(root, 'sys/firmware/dmi/tables/DMI');
      await mkdir(dirname(table), { recursive: true });
      await writeFile(table, Buffer.concat([structure(17, MODULE, ['Example Memory', 'M-1', 'EM-8']), END]));
      return readMachineInventory(root);
    });
    const processor = {
      manufacturer: 'Intel',
      model: 'Intel(R) Xeon(R) CPU E5-2620 @ 2.10GHz',
      cores: 6,
      threads: 12,
      speedGhz: 2.1,
    };
    expect(inventory).toEqual({
      manufacturer: 'Example Servers',
      form: 'server',
      board: { manufacturer: 'Example Boards', model: 'EB-2S' },
      processors: [processor, processor],
      memory: [
        {
          manufacturer: 'Example Memory',
          model: 'EM-8',
          serialNumber: 'M-1',
          sizeMb: 8192,
          speedMhz: 2666,
          interface: 'DDR4',
          format: 'DIMM',
        },
      ],
      disks: [
        {
          kind: 'solidState',
          manufacturer: 'Samsung',
          model: 'Samsung SSD 970 EVO 500GB',
          serialNumber: 'S466NX0K',
          sizeMb: 500_108,
          interface: 'NVMe',
        },
        {
          kind: 'hardDrive',
          manufacturer: 'Seagate',
          model: 'ST1000DM010-2EP1',
          serialNumber: 'ZN1ABCDE',
          sizeMb: 1_000_205,
          interface: 'ATA',
        },
      ],
    });
    expect(HardwareInventory.parse(inventory)).toEqual(inventory);
  });

  it('of a machine that tells nothing is null, and of every recorded one fits the contract', async () => {
    expect(await withMachine({ machine: 'bare', about: 'Nothing', entries: {} }, readMachineInventory)).toBeNull();
    for (const machine of Object.values(MACHINES))
      expect(HardwareInventory.nullable().safeParse(await withMachine(machine, readMachineInventory)).success).toBe(true);
  });
});

/** A disk in sysfs: its folder below /sys/devices, its device beside it, and the link in /sys/block. */
function disk(folder: string, device: string, files: Readonly<Record<string, string>>): MachineManifest['entries'] {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return {
    [`sys/block/${name}`]: { link: `../devices/${folder}` },
    [`sys/devices/${folder}/device`]: { link: device },
    [`sys/devices/${folder}/size`]: '3750748848',
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`sys/devices/${folder}/${file}`, text])),
  };
}

describe('a disk that stands several times in /sys/block', () => {
  const nvme = 'pci0000:00/0000:05:00.0/nvme/nvme0';
  const subsystem = 'virtual/nvme-subsystem/nvme-subsys0';
  const about = { model: 'EXAMPLE MZ-1', serial: 'S6NEXAMPLE0001' };
  const named = (folder: string): MachineManifest['entries'] =>
    Object.fromEntries(Object.entries(about).map(([file, text]) => [`sys/devices/${folder}/${file}`, text]));
  const WHOLE = { ...named(subsystem), ...disk(`${subsystem}/nvme0n1`, '../../nvme-subsys0', { hidden: '0' }) };
  const sata = (host: number, name: string, files: Readonly<Record<string, string>>): MachineManifest['entries'] => ({
    ...disk(`pci0000:00/0000:00:17.0/host${host}/${host}:0:0:0/block/${name}`, `../../../${host}:0:0:0`, {}),
    ...Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        `sys/devices/pci0000:00/0000:00:17.0/host${host}/${host}:0:0:0/${file}`,
        text,
      ]),
    ),
  });
  const disksOf = async (entries: MachineManifest['entries']): Promise<number | undefined> =>
    (await withMachine({ machine: 'disks', about: 'for a test', entries }, readMachineInventory))?.disks?.length;

  it.each<[string, MachineManifest['entries'], number]>([
    ['an NVMe disk alone', WHOLE, 1],
    [
      'the hidden path of an NVMe disk beside it',
      { ...WHOLE, ...named(nvme), ...disk(`${nvme}/nvme0c0n1`, '../../nvme0', { hidden: '1' }) },
      1,
    ],
    [
      'a path that an older kernel does not call hidden',
      { ...WHOLE, ...named(nvme), ...disk(`${nvme}/nvme0c0n1`, '../../nvme0', {}) },
      1,
    ],
    ['whatever is hidden', { ...named(nvme), ...disk(`${nvme}/nvme0n1`, '../../nvme0', { hidden: '1' }) }, 0],
    ['the same when it is not', { ...named(nvme), ...disk(`${nvme}/nvme0n1`, '../../nvme0', { hidden: '0' }) }, 1],
    [
      'a disk with two ports',
      {
        ...sata(1, 'sda', { model: 'ST8000', serial: 'Z1', wwid: 'naa.5000c500a1b2c3d4' }),
        ...sata(2, 'sdb', { model: 'ST8000', serial: 'Z1', wwid: 'naa.5000c500a1b2c3d4' }),
      },
      1,
    ],
    [
      'two disks that a careless maker gave one id',
      {
        ...sata(1, 'sda', { model: 'ST8000', serial: 'Z1', wwid: 'naa.5000000000000001' }),
        ...sata(2, 'sdb', { model: 'ST8000', serial: 'Z2', wwid: 'naa.5000000000000001' }),
      },
      2,
    ],
    [
      'two disks without id or serial number',
      {
        ...sata(1, 'sda', { model: 'ST8000', wwid: 'eui.0000000000000000' }),
        ...sata(2, 'sdb', { model: 'ST8000', wwid: 'eui.0000000000000000' }),
      },
      2,
    ],
  ])('%s', async (_what, entries, count) => {
    expect(await disksOf(entries)).toBe(count);
  });
});

describe('the names of a memory module', () => {
  const moduleNamed = (maker: string, serial: string, part: string): unknown =>
    memoryModulesOf(Buffer.concat([structure(17, MODULE, [maker, serial, part]), END]))[0];

  it.each([
    ['Manufacturer00', 'SerNum00', 'ModulePartNumber00'],
    ['A1_Manufacturer0', 'A1_SerNum0', 'A1_PartNum0'],
    ['Manufacturer0', 'SerNum0', 'Array1_PartNumber0'],
    ['Not Specified', 'Not Specified', 'Not Specified'],
  ])('%s, %s and %s are none', (maker, serial, part) => {
    const module = moduleNamed(maker, serial, part);
    for (const key of ['manufacturer', 'model']) expect(module).not.toHaveProperty(key);
  });

  it.each([
    ['Samsung', '3A4F21B0', 'M393A2K43CB2-CTD'],
    ['04CB', '00000123', 'AD4U2666'],
    ['Manufacturer Seven', 'SN-1', 'PartNumber-X1'],
  ])('%s, %s and %s are', (manufacturer, serialNumber, model) => {
    expect(moduleNamed(manufacturer, serialNumber, model)).toMatchObject({ manufacturer, serialNumber, model });
  });

  it('a serial number that two modules of one kind have belongs to neither', () => {
    const of = (maker: string, serial: string): Buffer => structure(17, MODULE, [maker, serial, 'EM-8']);
    const table = [of('Example', 'A1B2'), of('Example', 'A1B2'), of('Other', 'A1B2'), of('Example', 'A1B3'), END];
    expect(memoryModulesOf(Buffer.concat(table)).map((module) => module.serialNumber)).toEqual([
      undefined,
      undefined,
      'A1B2',
      'A1B3',
    ]);
  });
});

describe('the memory table of the firmware', () => {
  it('leaves out empty slots and reads large and small modules', () => {
    const empty = memoryDevice({});
    const large = memoryDevice({ 0x0c: 0xff, 0x0d: 0x7f, 0x1d: 0x00, 0x1e: 0x01 });
    const small = memoryDevice({ 0x0c: 0x00, 0x0d: 0x80 | 0x08 });
    const unknown = memoryDevice({ 0x0c: 0xff, 0x0d: 0xff, 0x17: 9 });
    const table = Buffer.concat([...[empty, large, small, unknown].map((fields) => structure(17, fields, [])), END]);
    expect(memoryModulesOf(table)).toEqual([{ sizeMb: 65_536 }, { sizeMb: 2 }, {}]);
  });

  it('ends where the table is cut off, wherever that is', () => {
    const whole = Buffer.concat([structure(1, [1, 2], ['x']), structure(17, MODULE, ['Example', 'M-1', 'EM-8']), END]);
    for (let length = 0; length <= whole.length; length += 1)
      expect(memoryModulesOf(whole.subarray(0, length)).length).toBeLessThanOrEqual(1);
    expect(memoryModulesOf(whole)).toHaveLength(1);
    expect(memoryModulesOf(Buffer.from([17, 0, 0, 0, 17, 1, 0, 0]))).toEqual([]);
  });
});
