import type { HardwareInventory } from '../../protocol/wire/inventory';
import type { FoundParts } from './parts';

/** What is in a machine beside its network cards, put together from the parts that were read; null when nothing is known. */
export function inventoryOf(parts: FoundParts): HardwareInventory | null {
  const { product, processors, memory, disks } = parts;
  const inventory: HardwareInventory = {
    ...product,
    ...(processors === null || processors === undefined ? {} : { processors }),
    // A table without modules tells nothing: there is no computer without memory.
    ...(memory === null || memory === undefined || memory.length === 0 ? {} : { memory }),
    ...(disks === null || disks === undefined ? {} : { disks }),
  };
  return Object.keys(inventory).length === 0 ? null : inventory;
}
