import type { DeviceType } from '../../../../protocol/registry/device-types';
import type { EventType } from '../../../../protocol/registry/event-types';
import type { EventCommon, EventDetails } from './event-details';
import type { Properties } from './names';

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
