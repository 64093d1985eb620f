import { applyChanges } from '../../main/adapters/store/registry/apply-changes';
import { closeDatabase, openDatabase } from '../../main/adapters/store/open-database';
import { createStatements } from '../../main/adapters/store/registry/statements';
import { ecost10 } from '../../main/domain/registry/rating/ecost';
import { priceOf } from '../../main/domain/registry/rating/price';
import { NOTHING_SAID } from '../../main/domain/registry/link-event';
import { NO_STANDING } from '../../main/domain/registry/standing';
import type { Changes } from '../../main/domain/registry/transaction';
import type { DeviceRecord, EventDetails, EventRecord, Placement } from '../../main/domain/registry/model';
import type { DeviceType } from '../../protocol/registry/device-types';
import type { EventType } from '../../protocol/registry/event-types';

/** What every computer of the made registry has. */
export const COMPONENTS_EACH = 10;
export const EVENTS_EACH = 20;
const MODELS = 400;

const DEVICES_EACH = COMPONENTS_EACH + 1;
const COMPUTERS_TOGETHER = 1_000;
const CACHE_KIB = 1024 * 1024;
const MAKERS = ['Lenovo', 'Hewlett-Packard', 'Dell Inc.', 'ASUSTeK Computer INC.', 'Supermicro', 'Fujitsu'] as const;
const COMPUTER_TYPES = ['Desktop', 'Laptop', 'Server'] as const;
const STATES = ['Sold', 'Reserved', 'ToBeDisposed', null, null, null] as const;
const FIRST_INSTANT = Date.UTC(2025, 0, 1);
const GRADES = ['A', 'B', 'C', 'D'] as const;
const PARTS: readonly {
  readonly type: DeviceType;
  readonly maker: string;
  readonly model: string;
  readonly numbered: boolean;
}[] = [
  { type: 'Motherboard', maker: 'Gigabyte', model: 'B550M', numbered: true },
  { type: 'Processor', maker: 'Intel Corp.', model: 'Intel Core i5-8500 CPU @ 3.00GHz', numbered: false },
  { type: 'RamModule', maker: 'Kingston', model: 'KVR26N19S8', numbered: true },
  { type: 'RamModule', maker: 'Samsung', model: 'M378A1K43CB2', numbered: true },
  { type: 'SolidStateDrive', maker: 'Samsung', model: 'MZVLB512HAJQ', numbered: true },
  { type: 'HardDrive', maker: 'Seagate', model: 'ST1000DM010', numbered: true },
  { type: 'GraphicCard', maker: 'NVIDIA Corporation', model: 'GP108', numbered: false },
  { type: 'NetworkAdapter', maker: 'Intel Corporation', model: 'I210 Gigabit', numbered: true },
  { type: 'NetworkAdapter', maker: 'Realtek', model: 'RTL8111', numbered: true },
  { type: 'SoundCard', maker: 'Intel Corporation', model: 'Cannon Lake PCH cAVS', numbered: false },
];
const RESULTS = GRADES.map((grade, index) =>
  ecost10({
    processor: { cores: 2 + index, speedGHz: 2.4 + index / 4, benchmark: { rate: 18_000 + index * 1_000 } },
    ramModules: [
      { sizeMB: 4_096, speedMHz: 2_400 },
      { sizeMB: 4_096, speedMHz: null },
    ],
    dataStorages: [
      { sizeMB: 488_386, benchmark: { readSpeed: 500, writeSpeed: 320 } },
      { sizeMB: 953_869, benchmark: { readSpeed: 150, writeSpeed: 90 } },
    ],
    appearance: grade,
    functionality: grade,
  }),
);

const STORAGE_TEST: EventDetails = {
  family: 'dataStorageTest',
  elapsed: 120,
  length: 'Short',
  status: 'Completed without error',
  assessment: true,
  lifetime: 9_120,
  reallocatedSectorCount: 0,
  powerCycleCount: 1_204,
  reportedUncorrectableErrors: 0,
  commandTimeout: 0,
  currentPendingSectorCount: 0,
  offlineUncorrectable: 0,
  remainingLifetimePercentage: 97,
};

/** The number of the n-th computer, from 0. */
export function computerNumber(index: number): number {
  return index * DEVICES_EACH + 1;
}

export function serialNumberOf(index: number): string {
  return `PF${(index * 7_919).toString(36).toUpperCase().padStart(7, '0')}`;
}

export function modelOf(index: number): string {
  return `ThinkCentre M${700 + (index % MODELS)}`;
}

/** The MAC address of a computer's first network adapter. */
export function macOf(index: number): string {
  return `e0:18:7d:${index.toString(16).padStart(6, '0').match(/../gu)?.join(':') ?? ''}`;
}

/** Makes a database with so many computers, each with 10 components and 20 events, through the code that writes every submission. */
export async function makeRegistry(file: string, computers: number): Promise<void> {
  const db = await openDatabase(file);
  try {
    // Nothing of it need outlive a crash of the bench.
    db.exec('pragma synchronous = off');
    db.exec(`pragma cache_size = -${CACHE_KIB}`);
    const statements = createStatements(db);
    for (let first = 0; first < computers; first += COMPUTERS_TOGETHER) {
      db.exec('begin');
      const last = Math.min(computers, first + COMPUTERS_TOGETHER);
      for (let index = first; index < last; index += 1) applyChanges(statements, lifeOf(index));
      db.exec('commit');
    }
  } finally {
    closeDatabase(db);
  }
}

function lifeOf(index: number): Changes {
  const id = computerNumber(index);
  const at = new Date(FIRST_INSTANT + index * 60_000).toISOString();
  const type = COMPUTER_TYPES[index % COMPUTER_TYPES.length] ?? 'Desktop';
  const result = RESULTS[index % RESULTS.length] ?? RESULTS[0];
  if (result === undefined) throw new Error('Nothing was rated.');
  const price = priceOf(type, result.rating);
  const uuid = (serial: number) => `00000000-0000-4000-8000-${(index * EVENTS_EACH + serial).toString(16).padStart(12, '0')}`;
  const parts = PARTS.map((part, place) => componentOf(index, id + 1 + place, id, at, part, place));
  const partIds = parts.map((part) => part.id);
  const whole = { devices: [id], components: partIds, parent: null };
  const part = (place: number) => ({ devices: [id + 1 + place], components: [], parent: id });
  const snapshot: EventDetails = {
    family: 'snapshot',
    uuid: null,
    software: 'Workbench',
    version: '11.0',
    elapsed: 300,
    expected: [],
    added: partIds,
    removed: [],
    listed: partIds,
    closedAt: at,
  };
  const benchmark = (rate: number | null, readSpeed: number | null, writeSpeed: number | null): EventDetails => ({
    family: 'benchmark',
    elapsed: 12,
    rate,
    readSpeed,
    writeSpeed,
  });
  const rated = (version: string): EventDetails => ({
    family: 'manualRate',
    labelling: true,
    appearanceRange: 'A',
    functionalityRange: 'A',
    bios: 'A',
    software: 'ECost',
    version,
    result,
  });
  const aggregated = (workbench: number): EventDetails => ({
    family: 'aggregateRating',
    software: 'ECost',
    version: '1.0',
    workbench: uuid(workbench),
    photobox: [],
    imageSet: null,
    waitsFor: 'nothing',
    result,
  });
  const priced = (rating: number): EventDetails => ({
    family: 'price',
    currency: 'EUR',
    amount: price?.amount ?? 0,
    software: 'Ereuse',
    version: '1.0',
    rating: uuid(rating),
    shares: price?.shares ?? null,
  });
  const test: EventDetails = { family: 'test', elapsed: 300, measured: {} };
  const erasure: EventDetails = { family: 'erasure', zeros: true, steps: [], method: null };
  const state = STATES[index % STATES.length] ?? null;
  const steps: readonly (readonly [
    EventType,
    Pick<EventRecord, 'devices' | 'components' | 'parent'>,
    EventDetails,
    number | null,
  ])[] = [
    ['BenchmarkProcessor', part(1), benchmark(20_000, null, null), 10],
    ['BenchmarkDataStorage', part(4), benchmark(null, 500, 320), 10],
    ['BenchmarkDataStorage', part(5), benchmark(null, 150, 90), 10],
    ['StressTest', whole, test, 10],
    ['EraseSectors', part(4), erasure, 10],
    ['EraseSectors', part(5), erasure, 10],
    ['Install', part(4), { family: 'install', elapsed: 420, address: 64 }, 10],
    ['WorkbenchRate', whole, rated('1.0'), 10],
    ['WorkbenchRate', whole, rated('1.1'), 10],
    ['AggregateRating', whole, aggregated(7), 10],
    ['Snapshot', whole, snapshot, null],
    ['EreusePrice', whole, priced(9), 10],
    ['BenchmarkProcessor', part(1), benchmark(20_100, null, null), 17],
    ['BenchmarkDataStorage', part(4), benchmark(null, 510, 330), 17],
    ['BenchmarkDataStorage', part(5), benchmark(null, 151, 91), 17],
    ['StressTest', whole, test, 17],
    ['TestDataStorage', part(5), STORAGE_TEST, 17],
    ['Snapshot', whole, { ...snapshot, added: [], closedAt: at }, null],
    ['ReadyToUse', whole, { family: 'plain' }, null],
    ['Repair', whole, { family: 'plain' }, null],
  ];
  return {
    devices: [
      {
        ...deviceOf(id, type, at, MAKERS[index % MAKERS.length] ?? 'Lenovo', modelOf(index), serialNumberOf(index)),
        properties: { chassis: 'Tower' },
        standing: {
          ...NO_STANDING,
          trading: state,
          physical: 'ReadyToBeUsed',
          rating: { event: uuid(9), value: result.rating, range: result.range },
          price: price === null ? null : { event: uuid(11), amount: price.amount, currency: 'EUR' },
        },
      },
      ...parts,
    ],
    events: steps.map(([eventType, links, details, of], serial) => ({
      id: uuid(serial),
      type: eventType,
      about: NOTHING_SAID,
      created: at,
      updated: at,
      ...links,
      snapshot: of === null ? null : uuid(of),
      closed: true,
      marks: [],
      agent: null,
      author: 'bench',
      operation: null,
      details,
    })),
    changedEvents: [],
    tags: [{ id: `tag${index}`, secondary: null, organization: null, provider: null, device: id, created: at }],
    agents: [],
    images: [],
    ended: [],
    begun: partIds.map(
      (component): Placement => ({
        component,
        parent: id,
        since: at,
        sinceEvent: uuid(10),
        until: null,
        untilEvent: null,
      }),
    ),
  };
}

function componentOf(
  index: number,
  id: number,
  parent: number,
  at: string,
  { type, maker, model, numbered }: (typeof PARTS)[number],
  place: number,
): DeviceRecord {
  const serialNumber = place === 7 ? macOf(index) : numbered ? `S${place}${serialNumberOf(index)}` : null;
  return { ...deviceOf(id, type, at, maker, model, serialNumber), parent };
}

function deviceOf(
  id: number,
  type: DeviceType,
  at: string,
  manufacturer: string,
  model: string,
  serialNumber: string | null,
): DeviceRecord {
  return {
    id,
    type,
    hid: serialNumber === null ? null : `${manufacturer}-${serialNumber}-${model}`.toLowerCase().replaceAll(/[^a-z0-9-]+/gu, '_'),
    model,
    manufacturer,
    serialNumber,
    properties: {},
    parent: null,
    created: at,
    updated: at,
    standing: NO_STANDING,
  };
}
