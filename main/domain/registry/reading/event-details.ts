import type { DeviceType } from '../../../../protocol/registry/device-types';
import type { AggregateRatingDetails, ManualRateDetails, PhotoboxRateDetails, PriceDetails } from './rating-details';
import type { AgentUuid, DeviceNumber, EventUuid, ImageUuid, Properties } from './names';
import type { ReceiveRole, Severity, SnapshotSoftware } from '../../../../protocol/registry/vocabulary';
import type { EventType } from '../../../../protocol/registry/event-types';

/**
 * What devices and events are described by, in a submission as in the registry. Times are ISO 8601 instants in UTC; amounts are euros with two
 * decimals unless a currency says otherwise.
 */

/** A device or component as a Snapshot describes it. */
export interface DeviceInput {
  /** Where it stands in the submission, for example `components[2]`. */
  readonly at: string;
  readonly type: DeviceType;
  readonly model: string | null;
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly properties: Properties;
  readonly tags: readonly TagInput[];
  /** Embedded events, in the order sent. */
  readonly events: readonly EventInput[];
}

export interface TagInput {
  readonly id: string;
  /** Name or uuid of the owning organisation, where two have a tag of that id. */
  readonly organization: string | null;
}

export interface EventInput {
  /** Where it stands in the submission, for example `components[2].actions[0]`; empty for one that was sent on its own. */
  readonly at: string;
  readonly type: EventType;
  readonly about: EventCommon;
  readonly details: EventDetails;
}

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
