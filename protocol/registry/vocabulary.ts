/** The words that the device registry takes for properties. One place; readers, domain, store and window take them from here. */

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
