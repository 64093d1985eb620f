import * as z from 'zod';
import { DeviceStatus, InterfaceVerdict, LeftOver } from './model';

/** Earlier operations, what became of each device in them, and the figures that follow. Meanings: docs/statistics.md. */

/** Why a device did not pass: the worst verdict on its ports, or the status that says that there was none. */
export const FaultReason = z.union([InterfaceVerdict, DeviceStatus]);
export type FaultReason = z.infer<typeof FaultReason>;

/** ms since 1970; null: without this bound. */
const Instant = z.int().min(0).max(8_640_000_000_000_000).nullable();
const Span = {
  /** Started at or after. */
  from: Instant,
  /** Started before. */
  to: Instant,
};

export const HistoryQuestion = z.strictObject({
  /** A serial number or a part of it, a whole MAC address, an operation, an operator; empty for all. */
  text: z.string().max(200),
  reason: FaultReason.nullable(),
  ...Span,
  /** Only what was started before this one (`position` of a line): the next page. */
  before: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  limit: z.int().min(1).max(500),
});
export type HistoryQuestion = z.infer<typeof HistoryQuestion>;

/** One operation in numbers. */
export const HistoryLine = z.strictObject({
  /** Place in the order of starting. */
  position: z.int(),
  operationId: z.string(),
  startedAt: z.number(),
  closedAt: z.number().nullable(),
  /** Where its program was killed, it may be without an end (`closedAt` null): when the last thing happened in it. Where a signal ended it: when it closed. */
  interruptedAt: z.exactOptional(z.number()),
  operatorId: z.string(),
  /** Null: not on record. */
  station: z.string().nullable(),
  /** Devices that were expected, by the status that they ended with. */
  devices: z.record(z.string(), z.int()),
  /** Devices that are not on the list. */
  guests: z.int(),
  /** Devices that pass and are held out of Pair. */
  onHold: z.int(),
  /** Null while it is open, and until it was counted. */
  leftOver: LeftOver.nullable(),
  /** Messages that the factory has not taken. */
  undelivered: z.int(),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

export const HistoryAnswer = z.strictObject({
  /** Newest first. */
  operations: z.array(HistoryLine),
  /** Whether older ones stand behind the last. */
  more: z.boolean(),
  /** Serial numbers that the text fits; null when it fits too many to be of use. */
  units: z.array(z.string()).nullable(),
  /** Operations of an earlier version of which the devices are not on record yet. */
  unfilled: z.int(),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** A port that was not as MES expects it. */
export const PortFault = z.strictObject({
  interface: z.string(),
  /** What the card is called; null where nobody knows. */
  model: z.string().nullable(),
  verdict: InterfaceVerdict,
  /** PCI address of its card; absent where nobody knows, and on record since 0.2.0. */
  pci: z.exactOptional(z.string()),
});
export type PortFault = z.infer<typeof PortFault>;

/** One attempt of one device, with the operation that it belongs to. */
export const UnitAttempt = z.strictObject({
  operationId: z.string(),
  startedAt: z.number(),
  operatorId: z.string(),
  attempt: z.int(),
  at: z.number(),
  status: DeviceStatus,
  guest: z.boolean(),
  held: z.boolean(),
  product: z.string().nullable(),
  agent: z.string().nullable(),
  reason: FaultReason.nullable(),
  faults: z.array(PortFault),
  /** Rack and slot of a result that did not pass; absent where the scan knew none. */
  slot: z.exactOptional(z.string()),
});
export type UnitAttempt = z.infer<typeof UnitAttempt>;

/** One report of a device, as it came. */
export const SeenMacs = z.strictObject({
  /** Null from an agent that knows no attempts. */
  attempt: z.int().nullable(),
  at: z.number(),
  /** It is not as it was filed, and its addresses are none of the device. */
  altered: z.boolean(),
  macs: z.array(z.string()),
});
export type SeenMacs = z.infer<typeof SeenMacs>;

export const GROUPINGS = ['day', 'shift', 'station', 'operator', 'product'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const PARETOS = ['reason', 'interface', 'pci', 'model', 'slot', 'agent'] as const;
export type Pareto = (typeof PARETOS)[number];

/** What is counted of some operations. A yield is one of these by another: `first`, `second` and `last` by `units`, `passed` by `judged`. */
export const Figures = z.strictObject({
  scans: z.int(),
  results: z.int(),
  judged: z.int(),
  passed: z.int(),
  waived: z.int(),
  guests: z.int(),
  units: z.int(),
  first: z.int(),
  second: z.int(),
  last: z.int(),
  /** Mean of the time from Start until the operation was closed first, ms; null where none was. */
  scanMs: z.number().nullable(),
});
export type Figures = z.infer<typeof Figures>;

/** One bar: how many did not pass for this, and of how many. */
export const ParetoBar = z.strictObject({ key: z.string(), count: z.int(), of: z.int() });
export type ParetoBar = z.infer<typeof ParetoBar>;

/** One day of the p′ chart; limits are null where there is too little to say them. */
export const ChartPoint = z.strictObject({
  day: z.string(),
  judged: z.int(),
  failed: z.int(),
  share: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
});
export type ChartPoint = z.infer<typeof ChartPoint>;

export const StatisticsQuestion = z.strictObject({ ...Span, by: z.enum(GROUPINGS) });
export type StatisticsQuestion = z.infer<typeof StatisticsQuestion>;

/** Scans that are no longer in the records. */
export const RemovedScans = z.strictObject({
  scans: z.int(),
  /** When the newest of them was begun, ms since 1970. */
  until: z.number(),
});
export type RemovedScans = z.infer<typeof RemovedScans>;

export const StatisticsView = z.strictObject({
  total: Figures,
  /** Key empty: not on record. */
  groups: z.array(z.strictObject({ key: z.string(), figures: Figures })),
  pareto: z.record(z.enum(PARETOS), z.array(ParetoBar)),
  chart: z.strictObject({ mean: z.number().nullable(), points: z.array(ChartPoint) }),
  unfilled: z.int(),
  /** The figures rest on what is kept. Null: nothing was removed. */
  removed: RemovedScans.nullable(),
});
export type StatisticsView = z.infer<typeof StatisticsView>;
