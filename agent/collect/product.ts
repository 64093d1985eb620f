import { join } from 'node:path';
import type { HardwareInventory } from '../../protocol/wire/inventory';
import { nameOf } from './firmware-name';
import { readText } from './small-files';

type Product = Pick<HardwareInventory, 'manufacturer' | 'model' | 'form' | 'board'>;

/** Chassis types of SMBIOS by what a person would call the machine. */
const FORMS = {
  desktop: [3, 4, 5, 6, 7, 13, 15, 16, 24, 35, 36],
  laptop: [8, 9, 10, 14, 31, 32],
  server: [17, 23, 25, 28, 29],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Maker, model and form of the product, and its board, as the firmware names them; absent keys are unknown. */
export async function readProduct(root: string): Promise<Product> {
  const dmi = (file: string): Promise<string | null> => readText(join(root, 'sys/class/dmi/id', file));
  // One after the other: a read that hangs then holds one thread.
  const maker = await dmi('sys_vendor');
  const model = await dmi('product_name');
  const chassis = await dmi('chassis_type');
  const boardMaker = await dmi('board_vendor');
  const boardModel = await dmi('board_name');
  const boardSerial = await dmi('board_serial');
  const board = present({ manufacturer: nameOf(boardMaker), model: nameOf(boardModel), serialNumber: nameOf(boardSerial) });
  const type = Number(chassis);
  const form = (['desktop', 'laptop', 'server'] as const).find((name) => FORMS[name].some((known) => known === type));
  return present({
    manufacturer: nameOf(maker),
    model: nameOf(model),
    form,
    board: Object.keys(board).length === 0 ? undefined : board,
  });
}

function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
