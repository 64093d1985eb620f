/**
 * The words of the device registry: what kinds of devices and events there are, and what holds for each. One place;
 * readers, domain, store and window take it from here.
 */

// ---------------------------------------------------------------- devices

/** Every type of device with its parent type. `null` is the root. */
const DEVICE_PARENTS = {
  Device: null,
  Computer: 'Device',
  Desktop: 'Computer',
  Laptop: 'Computer',
  Server: 'Computer',
  Monitor: 'Device',
  ComputerMonitor: 'Monitor',
  TelevisionSet: 'Monitor',
  Mobile: 'Device',
  Smartphone: 'Mobile',
  Tablet: 'Mobile',
  Cellphone: 'Mobile',
  Component: 'Device',
  GraphicCard: 'Component',
  DataStorage: 'Component',
  HardDrive: 'DataStorage',
  SolidStateDrive: 'DataStorage',
  Motherboard: 'Component',
  NetworkAdapter: 'Component',
  Processor: 'Component',
  RamModule: 'Component',
  SoundCard: 'Component',
  Display: 'Component',
  Battery: 'Component',
  ComputerAccessory: 'Device',
  Keyboard: 'ComputerAccessory',
  Mouse: 'ComputerAccessory',
  MemoryCardReader: 'ComputerAccessory',
  SAI: 'ComputerAccessory',
  Networking: 'Device',
  Router: 'Networking',
  Switch: 'Networking',
  Hub: 'Networking',
  WirelessAccessPoint: 'Networking',
  Printer: 'Device',
  LabelPrinter: 'Printer',
  Sound: 'Device',
  Microphone: 'Sound',
  Video: 'Device',
  VideoScaler: 'Video',
  Videoconference: 'Video',
  /** What a recycling center made of scrapped devices. */
  RecoveredMaterial: 'Device',
} as const;

export type DeviceType = keyof typeof DEVICE_PARENTS;

export const DEVICE_TYPES: readonly DeviceType[] = keysOf(DEVICE_PARENTS);

/** Types that name a group only; no device is registered as one of them. */
export const ABSTRACT_DEVICE_TYPES: readonly DeviceType[] = ['Device', 'Component'];

export function isDeviceType(text: string): text is DeviceType {
  return Object.hasOwn(DEVICE_PARENTS, text);
}

// ---------------------------------------------------------------- events

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

export const EVENT_TYPES: readonly EventType[] = keysOf(EVENT_FACTS);

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_FACTS, text);
}

/** What holds for events of a type. */
export function eventFacts(type: EventType): EventFacts & { readonly parent: EventType | null } {
  return EVENT_FACTS[type];
}

// ---------------------------------------------------------------- trees

/** Whether `type` is `ancestor` or below it, among devices or among events. */
export function isA(type: DeviceType, ancestor: DeviceType): boolean;
export function isA(type: EventType, ancestor: EventType): boolean;
export function isA(type: DeviceType | EventType, ancestor: DeviceType | EventType): boolean {
  for (let at: DeviceType | EventType | null = type; at !== null; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function parentOf(type: DeviceType | EventType): DeviceType | EventType | null {
  return isEventType(type) ? EVENT_FACTS[type].parent : DEVICE_PARENTS[type];
}

// ---------------------------------------------------------------- aliases

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

// ---------------------------------------------------------------- enumerations

export const SNAPSHOT_SOFTWARES = [
  'Workbench',
  'WorkbenchDesktop',
  'WorkbenchAndroid',
  'AndroidApp',
  'Web',
  'DesktopApp',
  'BurnInConsole',
] as const;
/** What made a Snapshot. `BurnInConsole` is a hardware report of a scan; the two later Workbenches run on a system that is in use. */
export type SnapshotSoftware = (typeof SNAPSHOT_SOFTWARES)[number];

/** Those that look inside a computer, and name their Snapshots. */
export const SOFTWARES_THAT_LOOK_INSIDE: readonly SnapshotSoftware[] = [
  'Workbench',
  'WorkbenchDesktop',
  'WorkbenchAndroid',
  'BurnInConsole',
];

export const CHASSIS = [
  'Tower',
  'Docking',
  'AllInOne',
  'Microtower',
  'PizzaBox',
  'Lunchbox',
  'Stick',
  'Netbook',
  'Handheld',
  'Laptop',
  'Convertible',
  'Detachable',
  'Tablet',
  'Virtual',
] as const;

export const DISPLAY_TECHNOLOGIES = ['CRT', 'TFT', 'LED', 'PDP', 'LCD', 'OLED', 'AMOLED'] as const;
export const DATA_STORAGE_INTERFACES = ['ATA', 'USB', 'PCI', 'NVMe'] as const;
export const RAM_INTERFACES = ['SDRAM', 'DDR', 'DDR2', 'DDR3', 'DDR4', 'DDR5', 'DDR6', 'LPDDR3'] as const;
export const RAM_FORMATS = ['DIMM', 'SODIMM'] as const;

export const APPEARANCE_RANGES = ['Z', 'A', 'B', 'C', 'D', 'E'] as const;
/** How it looks: Z new, A like new, B small damage that is hard to see, C visible damage but not on screens, D acceptable, E unacceptable. */
export type AppearanceRange = (typeof APPEARANCE_RANGES)[number];

export const FUNCTIONALITY_RANGES = ['A', 'B', 'C', 'D'] as const;
/** How it works: A everything works, down to D: several buttons fail or the screen is uncomfortable. */
export type FunctionalityRange = (typeof FUNCTIONALITY_RANGES)[number];

export const BIOS_RANGES = ['A', 'B', 'C', 'D', 'E'] as const;
/** How the firmware lets itself be booted: from A (a key opens a boot menu) to E (no boot over the network). */
export type BiosRange = (typeof BIOS_RANGES)[number];

export const RATING_RANGES = ['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH'] as const;
/** At most 2, at most 3, at most 4, above. */
export type RatingRange = (typeof RATING_RANGES)[number];

export const AGENT_TYPES = ['Person', 'Organization', 'Software'] as const;
/** Who does something. A software rates pictures; it owns nothing and has nothing. */
export type AgentType = (typeof AGENT_TYPES)[number];

export const AGENT_ROLES = ['RecyclingCenter'] as const;
/** What an organisation may do beyond what all may. */
export type AgentRole = (typeof AGENT_ROLES)[number];

export const RECEIVE_ROLES = [
  'Intermediary',
  'FinalUser',
  'CollectionPoint',
  'RecyclingPoint',
  'RecyclingCenter',
  'Transporter',
] as const;
/** As what somebody takes delivery of devices. */
export type ReceiveRole = (typeof RECEIVE_ROLES)[number];

export const TRADING_STATES = [
  'Reserved',
  'Cancelled',
  'Sold',
  'Donated',
  'Renting',
  'ToBeDisposed',
  'ProductDisposed',
  'WasteDisposed',
  'Recovered',
] as const;
/** Whose it is or will be: told by the last event that says something of it. */
export type TradingState = (typeof TRADING_STATES)[number];

export const PHYSICAL_STATES = ['ToBeRepaired', 'Repaired', 'Preparing', 'Prepared', 'ReadyToBeUsed', 'InUse'] as const;
/** In what condition it is: told by the last event that says something of it. */
export type PhysicalState = (typeof PHYSICAL_STATES)[number];

export const SEVERITIES = ['Info', 'Notice', 'Warning', 'Error'] as const;
/** The later vintage's word for `incidence` (Warning) and `error` (Error). */
export type Severity = (typeof SEVERITIES)[number];

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}
