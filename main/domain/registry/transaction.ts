import type {
  AgentRecord,
  AgentUuid,
  DeviceNumber,
  DeviceRecord,
  EventRecord,
  EventUuid,
  ImageRecord,
  ImageUuid,
  Placement,
  RegistryError,
  SubmissionAnswer,
  TagRecord,
} from './model';
import type { Role } from '../../../protocol/people';
import type { Edition } from '../../../protocol/registry/editions';
import type { EventType } from '../../../protocol/registry/event-types';
import type { Result } from '../../../protocol/result';
import type { RateEdition } from './rating/rate-softwares';

/**
 * What one submission asks of the store while its transaction is open, and what it gives back to be written. Everything is
 * synchronous: the store calls `decide` between BEGIN and COMMIT in its one writer thread, so submissions are serial.
 */
export interface RegistryReads {
  device(id: DeviceNumber): DeviceRecord | null;
  /** Over all devices, of whatever type. */
  deviceByHid(hid: string): DeviceRecord | null;
  /** Every device with exactly this serial number, by number ascending. */
  devicesBySerialNumber(serialNumber: string): readonly DeviceRecord[];
  /** What is in the computer now, by number ascending. */
  componentsOf(parent: DeviceNumber): readonly DeviceRecord[];
  /** Tags whose `id` or `secondary` is this, of all organisations. */
  tags(id: string): readonly TagRecord[];
  tagsOfDevice(device: DeviceNumber): readonly TagRecord[];
  /** By id. */
  event(id: EventUuid): EventRecord | null;
  /** The Snapshot with this uuid of its sender. */
  snapshotByUuid(uuid: string): EventRecord | null;
  /** Events that belong to the Snapshot, in the order written. */
  eventsOfSnapshot(snapshot: EventUuid): readonly EventRecord[];
  /** Snapshots of the device that wait for events, in the order written. */
  openSnapshots(device: DeviceNumber): readonly EventRecord[];
  /**
   * The last event written whose `devices` has this device and whose type is one of these; null for none. The caller lists every type
   * that it means (subtypes too).
   */
  lastEvent(device: DeviceNumber, types: readonly EventType[]): EventRecord | null;
  /** All such events in the order written. Used for states and photobox rounds, never for a whole life. */
  eventsOf(device: DeviceNumber, types: readonly EventType[]): readonly EventRecord[];
  agent(id: AgentUuid): AgentRecord | null;
  agentByName(name: string): AgentRecord | null;
  image(id: ImageUuid): ImageRecord | null;
  /** The stay of the component that has not ended; null when it is in no computer. */
  placement(component: DeviceNumber): Placement | null;
  /** An accepted submission that carried this uuid, with its body as it came and its answer. */
  submissionByUuid(uuid: string): { readonly body: unknown; readonly answer: SubmissionAnswer } | null;
}

/** What is handed in with a submission because the domain has neither clock nor chance. */
export interface SubmissionContext {
  /** A fresh UUID for this submission. Ids of its events, images and agents are derived from it, so a replay makes the same. */
  readonly submission: string;
  /** Now, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** The first device number that was never given. The next ones follow without a gap. */
  readonly nextDevice: DeviceNumber;
  readonly source: SubmissionSource;
  readonly settings: RegistrySettings;
}

/** Where a submission came from. */
export interface SubmissionSource {
  readonly kind: 'console' | 'cli' | 'http' | 'scan';
  /** Badge or other name of who sent it; null where nobody is known. */
  readonly author: string | null;
  /** The scan whose report it is; null outside scans. */
  readonly operation: string | null;
  /** What the person who handed it in may do; absent where no person is signed in who could be asked. */
  readonly role?: Role;
}

export interface RegistrySettings {
  /** Absent in what was submitted before rules were numbered. @see RULES */
  readonly rules?: number;
  /** What firmware of this plant's devices writes where a part has no name of its own, beside the list in `placeholders.ts`. */
  readonly partPlaceholders?: readonly string[];
  /** Every algorithm by which a WorkbenchRate is computed: one event each. */
  readonly rates: readonly RateEdition[];
  /** The one of them whose result is shown and priced. */
  readonly official: RateEdition;
  /** By which computed prices are made; absent: Ereuse 1.0, which was the only one. */
  readonly officialPrice?: Edition;
  /** Whether ToDispose followed by Receive at a recycling center disposes of the device by itself. */
  readonly deriveDisposal: boolean;
  /** ISO 4217, for prices. */
  readonly currency: string;
  /** Whether eTags (`FO-123456`) may be made; they are given out by tag providers, not by users. */
  readonly mayCreateETags: boolean;
  /** How long an open Snapshot waits for its next expected event before it is shown as stalled, ms. */
  readonly stalledAfterMs: number;
}

/** Everything that one accepted submission writes; all of it or nothing. Arrays may be empty. */
export interface Changes {
  /** New and changed devices, whole, by number: insert or replace. */
  readonly devices: readonly DeviceRecord[];
  /** New events in the order in which they are to be read (`seq` ascending). */
  readonly events: readonly EventRecord[];
  /** Known events that changed (a Snapshot closes, a rating gets another picture): replace by id, the order stays. */
  readonly changedEvents: readonly EventRecord[];
  /** New and changed tags: insert or replace by (id, organization). */
  readonly tags: readonly TagRecord[];
  readonly agents: readonly AgentRecord[];
  /** New pictures with their bytes (base64). */
  readonly images: readonly NewImage[];
  /** Stays that ended, with `until` filled; to be written before `begun`. */
  readonly ended: readonly Placement[];
  readonly begun: readonly Placement[];
}

export interface NewImage {
  readonly record: ImageRecord;
  readonly content: string;
}

/** What the domain makes of a submission that is accepted. A refused one is a RegistryError and changes nothing. */
export interface Decision {
  readonly changes: Changes;
  readonly answer: SubmissionAnswer;
  /** True when the same submission was accepted before: `answer` is the first one and `changes` is empty. */
  readonly repeated: boolean;
  /** Name under which `submissionByUuid` finds it later; null for none. */
  readonly uuid: string | null;
}

/** One thing that is asked of the registry. All that ever changes it comes this way, so folding accepted ones again rebuilds it. */
export type RegistryCommand =
  | { readonly kind: 'submit'; readonly as: SubmissionKind; readonly body: unknown }
  | {
      readonly kind: 'createTags';
      readonly ids: readonly string[];
      readonly organization: AgentUuid | null;
      readonly provider: string | null;
      /** A second id under which the one tag is found too. */
      readonly secondary?: string;
    }
  | { readonly kind: 'createAgent'; readonly body: unknown }
  /** By a person, for whom the events that are missing will not come. */
  | {
      readonly kind: 'closeSnapshot' /** Its id, or the uuid of its sender. */;
      readonly snapshot: string;
      readonly reason: unknown;
    };

/** `snapshot` and `event` for what is posted to /snapshots and /events; `any` distinguishes them by their `type` (a file). */
export type SubmissionKind = 'snapshot' | 'event' | 'any';

/**
 * The whole domain as the store calls it (`decide` in `decide.ts`): reads the command, checks it, and says what to write. Pure, synchronous;
 * never throws, whatever was sent.
 */
export type Decide = (
  command: RegistryCommand,
  reads: RegistryReads,
  context: SubmissionContext,
) => Result<Decision, RegistryError>;
