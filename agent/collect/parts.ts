import * as z from 'zod';
import { BoardRow, HardwareInventory } from '../../protocol/wire/inventory';
import { readMemoryModules } from './dmi-memory';
import { readDisks } from './disks';
import { lookUpPciNames, PciNameTable } from './pci-names';
import { readProcessors } from './processors';
import { readProduct } from './product';

/** What is asked of one reading of slow parts. */
export const PartsRequest = z.object({
  /** Folder that holds `sys`, `proc` and `usr`: `/`, or a recorded machine. */
  root: z.string(),
  parts: z.array(z.enum(['product', 'processors', 'memory', 'disks', 'cardNames'])),
  /** Whose names `cardNames` looks up. */
  ids: z.array(z.object({ vendorId: z.string(), deviceId: z.string() })),
});
export type PartsRequest = z.infer<typeof PartsRequest>;
export type PartName = PartsRequest['parts'][number];

/** Each part as it is read; null or absent where nothing is known of it. */
const Parts = z.object({
  product: HardwareInventory.pick({ manufacturer: true, model: true, form: true }).extend({ board: BoardRow.optional() }),
  processors: HardwareInventory.shape.processors.unwrap().nullable(),
  memory: HardwareInventory.shape.memory.unwrap().nullable(),
  disks: HardwareInventory.shape.disks.unwrap().nullable(),
  cardNames: PciNameTable,
});

/** What was found of them; absent is what was not read. */
export const FoundParts = Parts.partial();
export type FoundParts = z.infer<typeof FoundParts>;

/** How a warning names each. */
export const PART_LABELS: Readonly<Record<PartName, string>> = {
  product: 'product and board',
  processors: 'processors',
  memory: 'memory modules',
  disks: 'disks',
  cardNames: 'names of the network cards',
};

const READERS: Readonly<Record<PartName, (request: PartsRequest) => Promise<unknown>>> = {
  product: ({ root }) => readProduct(root),
  processors: ({ root }) => readProcessors(root),
  memory: ({ root }) => readMemoryModules(root),
  disks: ({ root }) => readDisks(root),
  cardNames: ({ root, ids }) => lookUpPciNames(root, ids),
};

/** Reads the parts at once, and tells each as soon as it is there. A part that fails is not told. */
export async function readParts(
  request: PartsRequest,
  tell: (part: { readonly name: PartName; readonly value: unknown }) => void,
): Promise<void> {
  await Promise.allSettled(request.parts.map(async (name) => tell({ name, value: await READERS[name](request) })));
}
