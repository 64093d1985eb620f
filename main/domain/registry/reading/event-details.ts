import type { DeviceInput } from './device-input';
import type { AgentUuid, DeviceNumber, EventUuid, ImageUuid, Properties } from './names';
import type { RateResult } from '../../../../protocol/registry/rating';
import type {
  AppearanceRange,
  BiosRange,
  FunctionalityRange,
  ReceiveRole,
  Severity,
  SnapshotSoftware,
} from '../../../../protocol/registry/vocabulary';
import type { EventType } from '../../../../protocol/registry/event-types';

/**
 * What devices and events are described by, in a submission as in the registry. Times are ISO 8601 instants in UTC; amounts are euros with two
 * decimals unless a currency says otherwise.
 */

/** What every event may say of itself. */
export interface EventCommon {
  readonly name: string | null;
  readonly description: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly severity: Severity;
}

export type EventDetails =
  | PlainDetails
  | SnapshotDetails
  | ErasureDetails
  | InstallDetails
  | TestDetails
  | DataStorageTestDetails
  | BenchmarkDetails
  | ManualRateDetails
  | PhotoboxRateDetails
  | AggregateRatingDetails
  | PriceDetails
  | ImageSetDetails
  | TradeDetails
  | ReceiveDetails
  | AllocateDetails
  | RecoverDetails
  | LiveDetails
  | MigrateDetails;

interface PlainDetails {
  readonly family: 'plain';
}

export interface SnapshotDetails {
  readonly family: 'snapshot';
  readonly uuid: string | null;
  readonly software: SnapshotSoftware;
  readonly version: string;
  readonly elapsed: number | null;
  /** In the order expected, each with the event that met it. */
  readonly expected: readonly ExpectedEvent[];
  /** Components that are in it now and were not before (new - old), by number. */
  readonly added: readonly DeviceNumber[];
  /** Components that were in it before and are not now (old - new), silently or taken by another. */
  readonly removed: readonly DeviceNumber[];
  /** Components as sent, in that order, matched; null when the Snapshot said nothing of components. */
  readonly listed: readonly DeviceNumber[] | null;
  /** When the last expected event came; null while open. */
  readonly closedAt: string | null;
  /** Why it was closed before all came that was expected; absent where nothing is missing. */
  readonly ended?: SnapshotEnd;
}

export type SnapshotEnd =
  | {
      readonly how: 'person';
      /** In the words of the person. */
      readonly reason: string;
      /** Who it was, as the console knows them; null where nobody is known. */
      readonly by: string | null;
    }
  | {
      readonly how: 'interrupted';
      /** The newer Snapshot of the device. */
      readonly by: EventUuid;
    };

export interface ExpectedEvent {
  readonly type: EventType;
  readonly metBy: EventUuid | null;
}

interface ErasureDetails {
  readonly family: 'erasure';
  readonly zeros: boolean | null;
  readonly steps: readonly ErasureStep[];
  /** Of an ErasePhysical. */
  readonly method: string | null;
}

export interface ErasureStep {
  readonly type: 'StepZero' | 'StepRandom';
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly severity: Severity;
}

interface InstallDetails {
  readonly family: 'install';
  /** Seconds. */
  readonly elapsed: number | null;
  /** Bits of the address space that the system was built for. */
  readonly address: number | null;
}

interface TestDetails {
  readonly family: 'test';
  readonly elapsed: number | null;
  /** What a more special test measured, as sent (plain values only). */
  readonly measured: Properties;
}

interface DataStorageTestDetails {
  readonly family: 'dataStorageTest';
  readonly elapsed: number | null;
  readonly length: 'Short' | 'Extended' | null;
  readonly status: string | null;
  readonly assessment: boolean | null;
  /** Power-on hours. */
  readonly lifetime: number | null;
  readonly reallocatedSectorCount: number | null;
  readonly powerCycleCount: number | null;
  readonly reportedUncorrectableErrors: number | null;
  readonly commandTimeout: number | null;
  readonly currentPendingSectorCount: number | null;
  readonly offlineUncorrectable: number | null;
  readonly remainingLifetimePercentage: number | null;
}

interface BenchmarkDetails {
  readonly family: 'benchmark';
  readonly elapsed: number | null;
  /** Unit depends on the benchmark (bogomips; seconds for Sysbench). */
  readonly rate: number | null;
  /** MB/s, data storage only. */
  readonly readSpeed: number | null;
  readonly writeSpeed: number | null;
}

/** WorkbenchRate and AppRate: what a person found, and what came out of it. */
export interface ManualRateDetails {
  readonly family: 'manualRate';
  readonly labelling: boolean | null;
  readonly appearanceRange: AppearanceRange | null;
  readonly functionalityRange: FunctionalityRange | null;
  readonly bios: BiosRange | null;
  /** Filled by the registry: the algorithm that computed `result`; null while nothing was computed. */
  readonly software: string | null;
  readonly version: string | null;
  readonly result: RateResult | null;
}

/** What was seen on one picture: 1 (bad) to 5, the last three 1 to 3. */
export interface PhotoboxGrades {
  readonly assembling: number;
  readonly parts: number;
  readonly buttons: number;
  readonly dents: number;
  readonly decolorization: number;
  readonly scratches: number;
  readonly tagAlignment: number;
  readonly tagAdhesive: number;
  readonly dirt: number;
}

export interface PhotoboxRateDetails {
  readonly family: 'photoboxRate';
  readonly image: ImageUuid;
  /** Of a user's rate; null of a program's, which sends `rating`. */
  readonly grades: PhotoboxGrades | null;
  /** What a program found, 0 to 10; null of a user's, or when it came to nothing. */
  readonly given: number | null;
  /** Filled by the registry: the set and the AggregateRating that it belongs to, and the picture's own rating (0 to 10). */
  readonly imageSet: EventUuid | null;
  readonly aggregate: EventUuid | null;
  readonly software: string | null;
  readonly version: string | null;
  readonly rating: number | null;
}

export interface AggregateRatingDetails {
  readonly family: 'aggregateRating';
  /** The official pair of the rates that it is made of. */
  readonly software: string;
  /** Version of those rates. */
  readonly version: string;
  readonly workbench: EventUuid | null;
  /** The last AppRate; absent in what was rated before it counted. */
  readonly app?: EventUuid | null;
  /** Photobox rates linked to it, one per picture at most. */
  readonly photobox: readonly EventUuid[];
  readonly imageSet: EventUuid | null;
  /** `photos`: pictures are still to be rated and `result` is what is known so far. */
  readonly waitsFor: 'nothing' | 'photos';
  readonly result: RateResult | null;
}

export interface PriceDetails {
  readonly family: 'price';
  /** ISO 4217. */
  readonly currency: string;
  readonly amount: number;
  /** Null when a person set it. */
  readonly software: string | null;
  readonly version: string | null;
  /** The AggregateRating that it was computed from. */
  readonly rating: EventUuid | null;
  readonly shares: PriceShares | null;
}

/** Who gets what of a computed price. */
export interface PriceShares {
  readonly refurbisher: PriceShare;
  readonly retailer: PriceShare;
  readonly platform: PriceShare;
  /** The price with two years of warranty; null where none is sold. */
  readonly warranty2: number | null;
}

export interface PriceShare {
  readonly standard: SharePart;
  readonly warranty2: SharePart | null;
}

export interface SharePart {
  readonly amount: number;
  /** A fraction: 0.35 is 35 %. */
  readonly percentage: number;
}

export interface ImageSetDetails {
  readonly family: 'imageSet';
  readonly images: readonly ImageInput[];
}

/** One picture. Its bytes are kept apart from the event. */
export interface ImageInput {
  /** Given by the registry; null in a submission. */
  readonly id: ImageUuid | null;
  readonly name: string;
  readonly fileFormat: 'jpg' | 'png';
  readonly orientation: 'Vertical' | 'Horizontal';
  /** Base64; null once it is stored. */
  readonly content: string | null;
}

/** Sell, Donate, Rent, CancelTrade, ToDispose, DisposeProduct. */
export interface TradeDetails {
  readonly family: 'trade';
  readonly to: AgentUuid | null;
  readonly shippingDate: string | null;
  readonly invoiceNumber: string | null;
  /** The Price that was set for it; in a submission also an amount, which becomes a Price of each device with the trade. */
  readonly price: EventUuid | number | null;
  /** The Reserve (or other Organize) that this confirms. */
  readonly confirms: EventUuid | null;
  /** Of a DisposeProduct that followed by itself: the ToDispose and the Receive that led to it. */
  readonly derivedFrom: readonly EventUuid[];
}

export interface ReceiveDetails {
  readonly family: 'receive';
  readonly role: ReceiveRole;
  /** Who has the device now; null for the agent that did it. */
  readonly recipient: AgentUuid | null;
}

interface AllocateDetails {
  readonly family: 'allocate';
  readonly to: AgentUuid | null;
  readonly from: AgentUuid | null;
  readonly organization: string | null;
}

export interface RecoverDetails {
  readonly family: 'recover';
  /** The product that the materials became: an existing device, or one that is described and registered with it. */
  readonly product: DeviceNumber | DeviceInput | null;
}

interface LiveDetails {
  readonly family: 'live';
  readonly ip: string | null;
  readonly country: string | null;
  readonly subdivision: string | null;
  readonly subdivisionConfidence: number | null;
  readonly city: string | null;
  readonly cityConfidence: number | null;
  readonly isp: string | null;
  readonly organization: string | null;
  readonly organizationType: string | null;
}

interface MigrateDetails {
  readonly family: 'migrate';
  /** Where it came from or went to (URL). */
  readonly other: string;
}
