import type { DeviceInput, EventCommon, EventInput } from './event-details';
import type { NotUnderstood } from '../../../../protocol/registry/answers';
import type { AgentUuid, DeviceNumber } from './names';
import type { AgentRole, AgentType, SnapshotSoftware } from '../../../../protocol/registry/vocabulary';
import type { DeviceType } from '../../../../protocol/registry/device-types';
import type { EventType } from '../../../../protocol/registry/event-types';

/** What the device registry is asked to take in, once it was read. */

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
  /** Of entries of components that could not be read and were left out, the type; null where not even that could be read. */
  readonly unreadTypes: readonly (DeviceType | null)[];
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

export interface AgentSubmission {
  readonly kind: 'agent';
  readonly type: AgentType;
  readonly name: string;
  readonly taxId: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly roles: readonly AgentRole[];
}
