import * as z from 'zod';
import { readAs } from '../read-as';

/** What is in a device beside its network cards, as the agent reads it; absent keys are unknown. */

const Text = z.string().max(128);
const Named = { manufacturer: Text.optional(), model: Text.optional(), serialNumber: Text.optional() };
const MAX_PARTS = 256;

export const BoardRow = z.strictObject(Named);
export const ProcessorRow = z.strictObject({
  manufacturer: Text.optional(),
  model: Text.optional(),
  cores: z.int().min(1).max(4096).optional(),
  threads: z.int().min(1).max(8192).optional(),
  /** Nominal clock, GHz: the same at every reading. */
  speedGhz: z.number().min(0.01).max(100).optional(),
});
export const MemoryRow = z.strictObject({
  ...Named,
  sizeMb: z.int().min(1).max(1e8).optional(),
  /** MT/s as the firmware names it. */
  speedMhz: z.int().min(1).max(1e6).optional(),
  interface: z.enum(['SDRAM', 'DDR', 'DDR2', 'DDR3', 'DDR4', 'DDR5']).optional(),
  format: z.enum(['DIMM', 'SODIMM']).optional(),
});
export const DiskRow = z.strictObject({
  ...Named,
  kind: z.enum(['hardDrive', 'solidState']),
  sizeMb: z.int().min(1).max(1e9).optional(),
  interface: z.enum(['ATA', 'NVMe']).optional(),
});

export const HardwareInventory = z.strictObject({
  /** Of the product. */
  manufacturer: Text.optional(),
  model: Text.optional(),
  form: z.enum(['desktop', 'laptop', 'server']).optional(),
  board: BoardRow.optional(),
  /** A list that is there is complete; one that is absent was not read. */
  processors: z.array(ProcessorRow).max(MAX_PARTS).optional(),
  memory: z.array(MemoryRow).max(MAX_PARTS).optional(),
  disks: z.array(DiskRow).max(MAX_PARTS).optional(),
});
export type HardwareInventory = z.infer<typeof HardwareInventory>;

/** What a burn-in program on the device found: a test or benchmark by its type in the device registry. */
export const BurnInResult = z.looseObject({
  /** For example `StressTest` or `BenchmarkDataStorage`. */
  type: z.string().min(1).max(64),
  /** Of the component that it is about; absent for the device itself. */
  serialNumber: Text.optional(),
});
export type BurnInResult = z.infer<typeof BurnInResult>;

const MAX_RESULTS = 200;

/** An inventory in a report; what does not fit is passed over part by part, null when there is none. A list with a part that cannot be read is not complete and is left out. */
export function readInventory(value: unknown): HardwareInventory | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const kept: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(TOLERANT)) {
    const read = readAs(
      schema,
      Object.hasOwn(value, name) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined,
    );
    if (read.success && read.data !== undefined) kept[name] = read.data;
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

/** Results in a report that can be read; the others are passed over. */
export function readBurnInResults(value: unknown): readonly BurnInResult[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_RESULTS) : [];
  return entries.flatMap((entry) => {
    const read = readAs(BurnInResult, entry);
    return read.success ? [read.data] : [];
  });
}

/** As the strict shapes, but a newer agent may send more keys. */
const TOLERANT = {
  manufacturer: HardwareInventory.shape.manufacturer,
  model: HardwareInventory.shape.model,
  form: HardwareInventory.shape.form,
  board: z.object(BoardRow.shape).optional(),
  processors: z.array(z.object(ProcessorRow.shape)).max(MAX_PARTS).optional(),
  memory: z.array(z.object(MemoryRow.shape)).max(MAX_PARTS).optional(),
  disks: z.array(z.object(DiskRow.shape)).max(MAX_PARTS).optional(),
} as const;
