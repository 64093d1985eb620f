import type { EventCommon, EventDetails } from './reading/event-details';
import type { AgentUuid, DeviceNumber, EventUuid, ImageUuid, Properties } from './reading/names';
import type { AgentRole, AgentType, PhysicalState, RatingRange, TradingState } from '../../../protocol/registry/vocabulary';
import type { DeviceType } from '../../../protocol/registry/device-types';
import type { EventType } from '../../../protocol/registry/event-types';

export type * from './reading/event-details';
export type * from './reading/rating-details';
export type * from './reading/names';
export type * from './reading/submission';
export type * from '../../../protocol/registry/answers';

/** What the device registry keeps. Times are ISO 8601 instants in UTC; null is unknown. */

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
  readonly type: AgentType;
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
