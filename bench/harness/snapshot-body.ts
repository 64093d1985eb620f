import { COMPONENTS_EACH, macOf, modelOf, serialNumberOf } from './registry-of-devices';

/** A Workbench Snapshot of the n-th computer: rated, with ten components and their benchmarks. */
export function snapshotBody(index: number): object {
  const serialNumber = serialNumberOf(index);
  return {
    type: 'Snapshot',
    uuid: crypto.randomUUID(),
    software: 'Workbench',
    version: '11.0',
    elapsed: 300,
    device: {
      type: 'Desktop',
      chassis: 'Tower',
      manufacturer: 'Lenovo',
      model: modelOf(index),
      serialNumber,
      events: [{ type: 'WorkbenchRate', appearanceRange: 'A', functionalityRange: 'A' }],
    },
    components: [
      {
        type: 'Processor',
        manufacturer: 'Intel Corp.',
        model: 'i5',
        speed: 3,
        cores: 4,
        events: [{ type: 'BenchmarkProcessor', rate: 20_000, elapsed: 1 }],
      },
      {
        type: 'SolidStateDrive',
        manufacturer: 'Samsung',
        model: 'MZ',
        serialNumber: `D${serialNumber}`,
        size: 476_940,
        events: [{ type: 'BenchmarkDataStorage', readSpeed: 500, writeSpeed: 300, elapsed: 10 }],
      },
      { type: 'NetworkAdapter', manufacturer: 'Intel', model: 'I210', serialNumber: macOf(index), wireless: false },
      ...Array.from({ length: COMPONENTS_EACH - 3 }, (_, place) => ({
        type: 'RamModule',
        manufacturer: 'Kingston',
        model: 'KVR',
        serialNumber: `R${place}${serialNumber}`,
        size: 4_096,
        speed: 2_400,
      })),
    ],
  };
}
