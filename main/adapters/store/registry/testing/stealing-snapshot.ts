/** The n-th Snapshot of a row in which each takes the one processor from the computer before. */
export function stealingSnapshot(count: number) {
  return {
    type: 'Snapshot',
    uuid: stealingUuid(count),
    software: 'Workbench',
    version: '11.0',
    elapsed: 4,
    device: { type: 'Desktop', chassis: 'Tower', manufacturer: 'p', model: 'p', serialNumber: `computer ${count % 5}` },
    components: [
      { type: 'Processor', manufacturer: 'Intel', model: 'i5', serialNumber: 'stolen' },
      { type: 'HardDrive', manufacturer: 'h', model: 'h', serialNumber: `disk ${count % 3}` },
    ],
  };
}

export function stealingUuid(count: number): string {
  return `0f0f0f0f-0000-4000-8000-${String(count).padStart(12, '0')}`;
}
