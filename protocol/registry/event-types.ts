import type { DeviceType } from './device-types';
import type { AgentRole } from './vocabulary';

/** What an event carries besides the fields that all have; see `EventDetails` in `model.ts`. */
export type EventFamily =
  | 'plain'
  | 'snapshot'
  | 'erasure'
  | 'install'
  | 'test'
  | 'dataStorageTest'
  | 'benchmark'
  | 'manualRate'
  | 'photoboxRate'
  | 'aggregateRating'
  | 'price'
  | 'imageSet'
  | 'trade'
  | 'receive'
  | 'allocate'
  | 'recover'
  | 'live'
  | 'migrate';

interface EventFacts {
  /** `null` is the root. */
  readonly parent: string | null;
  readonly family: EventFamily;
  /** Names a group only; none is stored as this. */
  readonly abstract?: true;
  /** On one device, or on many at once. Default one. */
  readonly many?: true;
  /** May stand in `events` of a device or component inside a Snapshot. */
  readonly embeds?: true;
  /** Only the registry itself makes these; a submission of one is refused. */
  readonly serverOnly?: true;
  /** Only on devices of this type. */
  readonly on?: DeviceType;
  /** Not on devices of this type. */
  readonly notOn?: DeviceType;
  /** Only an agent with this role may do it. */
  readonly role?: AgentRole;
}

const EVENT_FACTS = {
  Event: { parent: null, family: 'plain', abstract: true },
  Snapshot: { parent: 'Event', family: 'snapshot' },
  Add: { parent: 'Event', family: 'plain', serverOnly: true },
  Remove: { parent: 'Event', family: 'plain', serverOnly: true },

  Erase: { parent: 'Event', family: 'erasure', abstract: true, embeds: true, on: 'DataStorage' },
  EraseBasic: { parent: 'Erase', family: 'erasure', embeds: true, on: 'DataStorage' },
  EraseSectors: { parent: 'EraseBasic', family: 'erasure', embeds: true, on: 'DataStorage' },
  ErasePhysical: { parent: 'Erase', family: 'erasure', embeds: true, on: 'DataStorage' },
  Install: { parent: 'Event', family: 'install', embeds: true, on: 'DataStorage' },
  Test: { parent: 'Event', family: 'test', abstract: true, embeds: true },
  TestDataStorage: { parent: 'Test', family: 'dataStorageTest', embeds: true, on: 'DataStorage' },
  StressTest: { parent: 'Test', family: 'test', embeds: true },
  TestAudio: { parent: 'Test', family: 'test', embeds: true },
  TestBattery: { parent: 'Test', family: 'test', embeds: true },
  TestBios: { parent: 'Test', family: 'test', embeds: true },
  TestCamera: { parent: 'Test', family: 'test', embeds: true },
  TestConnectivity: { parent: 'Test', family: 'test', embeds: true },
  TestDisplayHinge: { parent: 'Test', family: 'test', embeds: true },
  TestKeyboard: { parent: 'Test', family: 'test', embeds: true },
  TestPowerAdapter: { parent: 'Test', family: 'test', embeds: true },
  TestTrackpad: { parent: 'Test', family: 'test', embeds: true },
  MeasureBattery: { parent: 'Test', family: 'test', embeds: true },
  Benchmark: { parent: 'Event', family: 'benchmark', abstract: true, embeds: true },
  BenchmarkDataStorage: { parent: 'Benchmark', family: 'benchmark', embeds: true },
  BenchmarkWithRate: { parent: 'Benchmark', family: 'benchmark', abstract: true, embeds: true },
  BenchmarkProcessor: { parent: 'BenchmarkWithRate', family: 'benchmark', embeds: true },
  BenchmarkProcessorSysbench: { parent: 'BenchmarkProcessor', family: 'benchmark', embeds: true },
  BenchmarkRamSysbench: { parent: 'BenchmarkWithRate', family: 'benchmark', embeds: true, notOn: 'Component' },
  BenchmarkGraphicCard: { parent: 'BenchmarkWithRate', family: 'benchmark', embeds: true },

  Rate: { parent: 'Event', family: 'manualRate', abstract: true, embeds: true },
  IndividualRate: { parent: 'Rate', family: 'manualRate', abstract: true, embeds: true },
  ManualRate: { parent: 'IndividualRate', family: 'manualRate', abstract: true, embeds: true },
  WorkbenchRate: { parent: 'ManualRate', family: 'manualRate', embeds: true, notOn: 'Component' },
  AppRate: { parent: 'ManualRate', family: 'manualRate', embeds: true },
  PhotoboxRate: { parent: 'IndividualRate', family: 'photoboxRate', abstract: true },
  PhotoboxUserRate: { parent: 'PhotoboxRate', family: 'photoboxRate' },
  PhotoboxAIRate: { parent: 'PhotoboxRate', family: 'photoboxRate' },
  AggregateRating: { parent: 'Rate', family: 'aggregateRating', serverOnly: true },
  ImageSet: { parent: 'Event', family: 'imageSet' },

  Price: { parent: 'Event', family: 'price' },
  EreusePrice: { parent: 'Price', family: 'price', serverOnly: true },

  ToRepair: { parent: 'Event', family: 'plain', many: true },
  Repair: { parent: 'Event', family: 'plain', many: true },
  ToPrepare: { parent: 'Event', family: 'plain', many: true },
  Prepare: { parent: 'Event', family: 'plain', many: true },
  ReadyToUse: { parent: 'Event', family: 'plain', many: true },
  Live: { parent: 'Event', family: 'live' },
  Allocate: { parent: 'Event', family: 'allocate', many: true },
  Deallocate: { parent: 'Event', family: 'allocate', many: true },

  Organize: { parent: 'Event', family: 'plain', abstract: true, many: true },
  Reserve: { parent: 'Organize', family: 'plain', many: true },
  CancelReservation: { parent: 'Organize', family: 'plain', many: true },
  Trade: { parent: 'Event', family: 'trade', abstract: true, many: true },
  Sell: { parent: 'Trade', family: 'trade', many: true },
  Donate: { parent: 'Trade', family: 'trade', many: true },
  Rent: { parent: 'Trade', family: 'trade', many: true },
  CancelTrade: { parent: 'Trade', family: 'trade', many: true },
  /** A Trade too, as a later vintage has it: it may name to whom and for how much. */
  ToDispose: { parent: 'Trade', family: 'trade', many: true },
  DisposeProduct: { parent: 'Trade', family: 'trade', many: true },
  DisposeWaste: { parent: 'Event', family: 'plain', many: true, role: 'RecyclingCenter' },
  Recover: { parent: 'Event', family: 'recover', many: true, role: 'RecyclingCenter' },
  Receive: { parent: 'Event', family: 'receive', many: true },

  Migrate: { parent: 'Event', family: 'migrate', abstract: true, many: true },
  MigrateTo: { parent: 'Migrate', family: 'migrate', many: true },
  MigrateFrom: { parent: 'Migrate', family: 'migrate', many: true },
} as const satisfies Record<string, EventFacts>;

export type EventType = keyof typeof EVENT_FACTS;

export const EVENT_TYPES: readonly EventType[] = Object.keys(EVENT_FACTS) as EventType[];

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_FACTS, text);
}

/** What holds for events of a type. */
export function eventFacts(type: EventType): EventFacts & { readonly parent: EventType | null } {
  return EVENT_FACTS[type];
}

/** Names of other vintages for the same thing. */
const EVENT_ALIASES: Readonly<Record<string, EventType>> = {
  AggregateRate: 'AggregateRating',
  ImageList: 'ImageSet',
  PhotoboxSystemRate: 'PhotoboxAIRate',
  Dispose: 'DisposeProduct',
  ToDisposeProduct: 'ToDispose',
  SmartTest: 'TestDataStorage',
  Ready: 'ReadyToUse',
  /** The later vocabulary: what a person saw and tried, from which the rate is computed. */
  VisualTest: 'WorkbenchRate',
  RateComputer: 'AggregateRating',
};

/** The type that a word names in any vintage; null for a word that is not known. */
export function eventTypeOf(word: string): EventType | null {
  if (isEventType(word)) return word;
  return Object.hasOwn(EVENT_ALIASES, word) ? (EVENT_ALIASES[word] ?? null) : null;
}
