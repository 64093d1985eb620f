import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { MemoryRow } from '../../protocol/wire/inventory';
import { nameOf } from './firmware-name';

type Memory = z.infer<typeof MemoryRow>;

const MEMORY_DEVICE = 17;
const END_OF_TABLE = 127;
/** Values of the SMBIOS specification, section "Memory Device (Type 17)". */
const INTERFACES: Readonly<Record<number, Memory['interface']>> = {
  0x0f: 'SDRAM',
  0x12: 'DDR',
  0x13: 'DDR2',
  0x18: 'DDR3',
  0x1a: 'DDR4',
  0x22: 'DDR5',
};
const FORMATS: Readonly<Record<number, Memory['format']>> = { 0x09: 'DIMM', 0x0d: 'SODIMM' };

/** The memory modules that the firmware names; null where its table cannot be read (that needs root). */
export async function readMemoryModules(root: string): Promise<readonly Memory[] | null> {
  try {
    return memoryModulesOf(await readFile(join(root, 'sys/firmware/dmi/tables/DMI')));
  } catch {
    return null;
  }
}

/** Reads an SMBIOS table; a structure that ends outside of it ends the reading. */
export function memoryModulesOf(table: Buffer): readonly Memory[] {
  const modules: Memory[] = [];
  let at = 0;
  while (at + 4 <= table.length) {
    const [type = END_OF_TABLE, length = 0] = [table[at], table[at + 1]];
    if (type === END_OF_TABLE || length < 4) break;
    const end = table.indexOf('\0\0', at + length, 'latin1');
    if (end < 0) break;
    if (type === MEMORY_DEVICE) {
      const module = moduleOf(table.subarray(at, at + length), table.toString('latin1', at + length, end).split('\0'));
      if (module !== null) modules.push(module);
    }
    at = end + 2;
  }
  return withoutSharedSerials(modules);
}

/** A serial number that several modules of one maker and model have is the firmware's invention. */
function withoutSharedSerials(modules: readonly Memory[]): readonly Memory[] {
  const identity = ({ manufacturer, model, serialNumber }: Memory): string => JSON.stringify([manufacturer, model, serialNumber]);
  const counts = new Map<string, number>();
  for (const module of modules) counts.set(identity(module), (counts.get(identity(module)) ?? 0) + 1);
  return modules.map((module) => {
    if (counts.get(identity(module)) === 1) return module;
    const { serialNumber: _shared, ...rest } = module;
    return rest;
  });
}

/** Null for an empty slot. */
function moduleOf(fields: Buffer, strings: readonly string[]): Memory | null {
  const word = (offset: number): number => (offset + 2 <= fields.length ? fields.readUInt16LE(offset) : 0);
  const text = (offset: number): string | undefined => nameOf(strings[(fields[offset] ?? 0) - 1]);
  const size = word(0x0c);
  if (size === 0) return null;
  const extended = fields.length >= 0x20 ? fields.readUInt32LE(0x1c) & 0x7fff_ffff : 0;
  const sizeMb = size === 0xffff ? 0 : size === 0x7fff ? extended : (size & 0x8000) === 0 ? size : (size & 0x7fff) >> 10;
  const speed = word(0x15);
  const found = {
    manufacturer: text(0x17),
    model: text(0x1a),
    serialNumber: text(0x18),
    sizeMb: sizeMb > 0 ? sizeMb : undefined,
    speedMhz: speed > 0 && speed < 0xffff ? speed : undefined,
    interface: INTERFACES[fields[0x12] ?? 0],
    format: FORMATS[fields[0x0e] ?? 0],
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
