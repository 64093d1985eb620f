import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HardwareInventory } from '../../protocol/wire/inventory';
import { MACHINES } from '../fixtures/machines';
import { withMachine } from '../fixtures/with-machine';
import type { MachineManifest } from '../machine-manifest';
import { memoryModulesOf } from './dmi-memory';
import { readMachineInventory } from './inventory';

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
