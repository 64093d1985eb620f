import { randomUUID } from 'node:crypto';

/** Snapshots as a Workbench writes them: invented computers with benchmarks, so that they are rated and priced. */
export interface WorkbenchFile {
  readonly name: string;
  readonly text: string;
  readonly serialNumber: string;
}

interface MakeFile {
  /** Makes serial numbers and how fast it is. */
  readonly number: number;
  /** Serial number of its disk; its own when not said. */
  readonly disk?: string;
  /** Left out: nothing is left to come. */
  readonly expectedEvents?: readonly string[];
  readonly graded?: boolean;
}

const MODELS = [
  ['Desktop', 'Microtower', 'OptiPlex 7010', 'Dell Inc.'],
  ['Desktop', 'Tower', 'HP Compaq 8100 Elite SFF', 'Hewlett-Packard'],
  ['Laptop', 'Laptop', 'ThinkPad T430', 'LENOVO'],
  ['Laptop', 'Netbook', '1001PXD', 'ASUSTeK Computer INC.'],
  ['Desktop', 'Lunchbox', 'Veriton M480', 'Acer'],
] as const;
const APPEARANCES = ['A', 'B', 'C', 'B', 'D'] as const;
const FUNCTIONALITIES = ['A', 'A', 'B', 'A', 'C'] as const;

/** One file. What it says of the disk is the same whichever computer it is in. */
export function workbenchFile({ number, disk, expectedEvents, graded = true }: MakeFile): WorkbenchFile {
  const [type, chassis, model, manufacturer] = MODELS[number % MODELS.length] ?? MODELS[0];
  const serialNumber = `WB${String(100_000 + number)}`;
  const speed = 1.2 + (number % 5) * 0.5;
  const snapshot = {
    type: 'Snapshot',
    uuid: randomUUID(),
    software: 'Workbench',
    version: '11.0',
    elapsed: 480,
    ...(expectedEvents === undefined ? {} : { expectedEvents, closed: false }),
    device: {
      type,
      chassis,
      model,
      manufacturer,
      serialNumber,
      events: graded
        ? [
            {
              type: 'WorkbenchRate',
              appearanceRange: APPEARANCES[number % APPEARANCES.length],
              functionalityRange: FUNCTIONALITIES[(number >> 1) % FUNCTIONALITIES.length],
            },
          ]
        : [],
    },
    components: [
      {
        type: 'Processor',
        manufacturer: 'Intel Corp.',
        model: 'Intel Core i5-3470',
        serialNumber: null,
        speed,
        cores: 2,
        threads: 4,
        address: 64,
        events: [{ type: 'BenchmarkProcessor', rate: 5_000 + (number % 9) * 3_400, elapsed: 0 }],
      },
      {
        type: 'RamModule',
        manufacturer: 'Kingston',
        model: '99U5471-020',
        serialNumber: `RAM${String(number)}`,
        size: 1_024 * (1 + (number % 4) * 2),
        speed: 1_333,
        interface: 'DDR3',
        format: 'DIMM',
      },
      {
        type: 'HardDrive',
        manufacturer: 'Hitachi',
        model: 'HDS721016CLA382',
        serialNumber: disk ?? `DISK${String(number)}`,
        size: 152_587,
        interface: 'ATA',
        events: [
          { type: 'BenchmarkDataStorage', readSpeed: 78.1, writeSpeed: 24.4, elapsed: 20 },
          {
            type: 'TestDataStorage',
            elapsed: 120,
            length: 'Short',
            status: 'Completed without error',
            assessment: true,
            lifetime: 9_834,
          },
        ],
      },
      {
        type: 'NetworkAdapter',
        manufacturer: 'Intel Corp.',
        model: 'I210',
        serialNumber: `e0:18:7d:00:${octets(number)}`,
        speed: 1_000,
        wireless: false,
      },
    ],
  };
  return { name: `${serialNumber}.json`, text: JSON.stringify(snapshot), serialNumber };
}

function octets(number: number): string {
  return `${(number >> 8).toString(16).padStart(2, '0')}:${(number & 255).toString(16).padStart(2, '0')}`;
}
