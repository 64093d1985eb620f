import type { RateResult } from './rating';
import type {
  AgentRole,
  AppearanceRange,
  BiosRange,
  DeviceType,
  EventType,
  FunctionalityRange,
  PhysicalState,
  RateSoftware,
  RatingRange,
  ReceiveRole,
  Severity,
  SnapshotSoftware,
  TradingState,
} from './vocabulary';

/**
 * What the device registry reads and what it keeps. Times are ISO 8601 instants in UTC; amounts are euros with two
 * decimals unless a currency says otherwise; a property that is null is unknown.
 */

// ---------------------------------------------------------------- names of things

/** A device's number in this registry: 1, 2, 3, … */
export type DeviceNumber = number;
/** UUID of an event, a Snapshot among them. */
export type EventUuid = string;
/** UUID of a person or organisation. */
export type AgentUuid = string;
/** UUID of one picture of an ImageSet. */
export type ImageUuid = string;

/** A value of a physical property. */
export type PropertyValue = string | number | boolean;
/** Physical properties that are known, by name (`size`, `speed`, `chassis`, `weight`, …; units in `properties.ts`). Unknown ones are absent. */
export type Properties = Readonly<Record<string, PropertyValue>>;

// ---------------------------------------------------------------- what is submitted

/** A part of a submission that was not understood; the submission itself is stored as it came. */
export interface NotUnderstood {
  /** Where it stands, for example `components[2].actions[0].foo`. */
  readonly field: string;
  /** Why it was passed over, one sentence. */
  readonly sentence: string;
}

export interface SnapshotSubmission {
  readonly kind: 'snapshot';
  /** Named by Workbench so that the same Snapshot sent twice counts once; null from other software. */
  readonly uuid: string | null;
  readonly software: SnapshotSoftware;
  readonly version: string;
  /** Seconds that making it took; null where not said. */
  readonly elapsed: number | null;
  readonly about: EventCommon;
  readonly device: DeviceInput;
  /** In the order sent. `null`: nothing is said of components and they stay. Empty: there are none. */
  readonly components: readonly DeviceInput[] | null;
  /** Types of components of which `components` is the whole list, so that what is not listed is gone; null for all types. A scan sees only some. */
  readonly completeFor: readonly DeviceType[] | null;
  /** What is to come, in order; abstract types (`Benchmark`) are met by any below them. */
  readonly expectedEvents: readonly EventType[];
  /** What the sender says; null where it says nothing. */
  readonly closed: boolean | null;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** One event of POST /events: phases of an asynced Snapshot, trades, grades, pictures, prices, … */
export interface EventSubmission {
  readonly kind: 'event';
  /** Optional name by the sender so that the same event sent twice counts once. */
  readonly uuid: string | null;
  readonly event: EventInput;
  /** One, or many where the type allows; from `device`, `devices` or `component`. */
  readonly devices: readonly DeviceNumber[];
  /** The Snapshot that this belongs to: its id or its uuid. */
  readonly snapshot: string | null;
  /** The component of the Snapshot's device that it is about. */
  readonly component: DeviceNumber | null;
  /** Who did it; null for the console's own organisation. */
  readonly agent: AgentUuid | null;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Tags made before use, by id. @see `createTags` in the domain for the rule of eTags */
export interface TagsSubmission {
  readonly kind: 'tags';
  readonly ids: readonly string[];
  /** Owner; null for the console's own organisation. */
  readonly organization: AgentUuid | null;
  readonly provider: string | null;
}

export interface AgentSubmission {
  readonly kind: 'agent';
  readonly type: 'Person' | 'Organization';
  readonly name: string;
  readonly taxId: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly roles: readonly AgentRole[];
}

export type Submission = SnapshotSubmission | EventSubmission | TagsSubmission | AgentSubmission;

/** A device or component as a Snapshot describes it. */
export interface DeviceInput {
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

// ---------------------------------------------------------------- what an event carries

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

export interface PlainDetails {
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
}

export interface ExpectedEvent {
  readonly type: EventType;
  readonly metBy: EventUuid | null;
}

export interface ErasureDetails {
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

export interface InstallDetails {
  readonly family: 'install';
  /** Seconds. */
  readonly elapsed: number | null;
  /** Bits of the address space that the system was built for. */
  readonly address: number | null;
}

export interface TestDetails {
  readonly family: 'test';
  readonly elapsed: number | null;
  /** What a more special test measured, as sent (plain values only). */
  readonly measured: Properties;
}

export interface DataStorageTestDetails {
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

export interface BenchmarkDetails {
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
  readonly software: RateSoftware | null;
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
  readonly software: RateSoftware;
  /** Version of those rates. */
  readonly version: string;
  readonly workbench: EventUuid | null;
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
  readonly price: EventUuid | null;
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

export interface AllocateDetails {
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

export interface LiveDetails {
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

export interface MigrateDetails {
  readonly family: 'migrate';
  /** Where it came from or went to (URL). */
  readonly other: string;
}

// ---------------------------------------------------------------- what is kept

export interface DeviceRecord {
  readonly id: DeviceNumber;
  readonly type: DeviceType;
  /** Manufacturer, serial number and model joined; unique; null while one of them is unknown. @see `hid.ts` */
  readonly hid: string | null;
  readonly model: string | null;
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly properties: Properties;
  /** The computer that this component is in; null for none and for devices that are no components. */
  readonly parent: DeviceNumber | null;
  readonly created: string;
  readonly updated: string;
  readonly standing: DeviceStanding;
}

/** What the device's events came to; kept beside it so that lists are quick. A component's `rating` is the last of a computer that it was in then. */
export interface DeviceStanding {
  readonly trading: TradingState | null;
  readonly physical: PhysicalState | null;
  /** Last AggregateRating with a result. */
  readonly rating: { readonly event: EventUuid; readonly value: number; readonly range: RatingRange } | null;
  /** Last Price. */
  readonly price: { readonly event: EventUuid; readonly amount: number; readonly currency: string } | null;
  /** Who owns or uses it by trade; null for the console's own organisation. */
  readonly owner: AgentUuid | null;
  /** Who has it in hands since the last Receive; null when none is known. */
  readonly possessor: AgentUuid | null;
  /** Who it is reserved for by the live Reserve. */
  readonly reservation: EventUuid | null;
  /** A ToDispose that no DisposeProduct, trade or recovery has answered yet. */
  readonly toDispose: EventUuid | null;
}

export interface EventRecord {
  readonly id: EventUuid;
  readonly type: EventType;
  readonly about: EventCommon;
  /** When the registry wrote it. Events of one submission have the same; their order is the order of `Changes.events`. */
  readonly created: string;
  readonly updated: string;
  /** The one device that it is about, or many. */
  readonly devices: readonly DeviceNumber[];
  /** What was in those computers at that moment; what was moved, of Add and Remove; for a Snapshot, in the order sent. */
  readonly components: readonly DeviceNumber[];
  /** The computer that the component was in at that moment, for erasures, tests, installations and benchmarks of a component. */
  readonly parent: DeviceNumber | null;
  /** The Snapshot that it belongs to. A Snapshot belongs to none. */
  readonly snapshot: EventUuid | null;
  /** False only for a Snapshot that waits for expected events. */
  readonly closed: boolean;
  /** `late`: its Snapshot was closed already. `outOfOrder`: one expected before it has not come yet. */
  readonly marks: readonly EventMark[];
  /** Who did it; null for the console's own organisation. */
  readonly agent: AgentUuid | null;
  /** Who submitted it, as the console knows them (badge, `http`, …); null where nobody is known. */
  readonly author: string | null;
  /** The scan that saw it; null outside scans. */
  readonly operation: string | null;
  readonly details: EventDetails;
}

export type EventMark = 'late' | 'outOfOrder';

export interface TagRecord {
  readonly id: string;
  /** Second id under which it is found too; null for none. */
  readonly secondary: string | null;
  /** Null for the console's own organisation. Id and organisation together are unique. */
  readonly organization: AgentUuid | null;
  readonly provider: string | null;
  readonly device: DeviceNumber | null;
  readonly created: string;
}

export interface AgentRecord {
  readonly id: AgentUuid;
  readonly type: 'Person' | 'Organization';
  readonly name: string;
  readonly taxId: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly roles: readonly AgentRole[];
  readonly created: string;
}

export interface ImageRecord {
  readonly id: ImageUuid;
  readonly imageSet: EventUuid;
  readonly device: DeviceNumber;
  readonly name: string;
  readonly fileFormat: 'jpg' | 'png';
  readonly orientation: 'Vertical' | 'Horizontal';
}

/** One stay of a component in a computer: from the event that brought it to the one that ended it. Never two at once for one component. */
export interface Placement {
  readonly component: DeviceNumber;
  readonly parent: DeviceNumber;
  readonly since: string;
  readonly sinceEvent: EventUuid;
  /** Null while it is there. */
  readonly until: string | null;
  readonly untilEvent: EventUuid | null;
}

// ---------------------------------------------------------------- answers and errors

export const REGISTRY_ERROR_TYPES = [
  'ValidationError',
  'NeedsId',
  'MismatchBetweenTags',
  'MismatchBetweenTagsAndHid',
  'MismatchBetweenProperties',
  'MultipleResourcesFound',
  'UniqueViolation',
  'CannotCreateETag',
  'TagNotLinked',
  'ResourceNotFound',
] as const;
export type RegistryErrorType = (typeof REGISTRY_ERROR_TYPES)[number];

/** Why a submission or a question was refused. Nothing of a refused submission is applied. */
export interface RegistryError {
  /** 404 for `ResourceNotFound`, 422 for all others. */
  readonly code: 404 | 422;
  readonly type: RegistryErrorType;
  /** One sentence: what, where, what next. */
  readonly message: string;
  /** The part that it is about, for example `device.tags`; absent when it is about the whole. */
  readonly field?: string;
}

/** What a submission is answered, as HTTP status and JSON body. `body` is a RegistryError unless the status is 201. */
export interface SubmissionAnswer {
  readonly status: 201 | 404 | 422;
  readonly body: unknown;
}
