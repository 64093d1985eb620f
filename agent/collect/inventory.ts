import { join } from 'node:path';
import type { HardwareInventory } from '../../protocol/wire/inventory';
import { readMemoryModules } from './dmi-memory';
import { readDisks } from './disks';
import { nameOf } from './firmware-name';
import { readProcessors } from './processors';
import { readText } from './small-files';

/** Chassis types of SMBIOS by what a person would call the machine. */
const FORMS: Readonly<Record<string, readonly number[]>> = {
  desktop: [3, 4, 5, 6, 7, 13, 15, 16, 24, 35, 36],
  laptop: [8, 9, 10, 14, 31, 32],
  server: [17, 23, 25, 28, 29],
};

/** What is in this machine beside its network cards, as far as this user may read it; null when nothing is known. */
export async function readMachineInventory(root: string): Promise<HardwareInventory | null> {
  const dmi = async (file: string): Promise<string | undefined> => nameOf(await readText(join(root, 'sys/class/dmi/id', file)));
  const [manufacturer, model, chassis, boardMaker, boardModel, boardSerial, processors, memory, disks] = await Promise.all([
    dmi('sys_vendor'),
    dmi('product_name'),
    readText(join(root, 'sys/class/dmi/id/chassis_type')),
    dmi('board_vendor'),
    dmi('board_name'),
    dmi('board_serial'),
    readProcessors(root),
    readMemoryModules(root),
    readDisks(root),
  ]);
  const board = present({ manufacturer: boardMaker, model: boardModel, serialNumber: boardSerial });
  const inventory = present({
    manufacturer,
    model,
    form: Object.keys(FORMS).find((form) => FORMS[form]?.includes(Number(chassis))),
    board: Object.keys(board).length === 0 ? undefined : board,
    processors: processors ?? undefined,
    memory: memory === null || memory.length === 0 ? undefined : memory,
    disks: disks ?? undefined,
  });
  return Object.keys(inventory).length === 0 ? null : inventory;
}

function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
