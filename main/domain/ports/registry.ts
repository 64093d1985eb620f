import type { Texts } from '../../../protocol/texts/text';
import type { RegistryError, SubmissionAnswer } from '../registry/model';
import type {
  AgentView,
  DeviceList,
  DevicePage,
  DeviceQuery,
  EventView,
  OpenSnapshotView,
  TagView,
  Whereabouts,
} from '../../../protocol/registry/views';
import type { Result } from '../../../protocol/result';
import type { SubmissionKind, SubmissionSource } from '../registry/transaction';

/**
 * The device registry as the command line, the HTTP service, the window and the scans use it. Its one implementation is in
 * `main/adapters/store/registry/`. All methods reject only with `AppError` `storeFailed`; what is refused is a value.
 */
/** A device as somebody saw it. */
export interface SeenDevice {
  readonly device: number;
  readonly mark: string;
}

export interface Registry {
  /**
   * A Snapshot or an event as it came, already parsed from JSON: read, decided and stored in one transaction. Promise resolves when it is on
   * disk. Submissions are applied in the order of these calls. The body is kept as it came, of refused ones too.
   * @param seen a device as it was when the body was made from it: rejects with `notAllowedNow`, and nothing is written, where it was changed since
   * @param as `snapshot` and `event` for POST /snapshots and POST /events; `any` tells them apart by their `type` (a file)
   */
  submit(body: unknown, as: SubmissionKind, source: SubmissionSource, seen?: SeenDevice): Promise<SubmissionAnswer>;
  /**
   * A Snapshot that links a tag which is made with it: both are on disk, or neither is. Where the tag cannot be made because it is there, the
   * Snapshot is decided all the same.
   */
  submitWithTag(body: unknown, tag: string, source: SubmissionSource, seen: SeenDevice): Promise<SubmissionAnswer>;
  /** POST /tags: makes tags before use. Refuses ids like `FO-123456` (CannotCreateETag) unless the setting allows them. */
  createTags(
    ids: readonly string[],
    options: { readonly organization?: string; readonly provider?: string },
    source: SubmissionSource,
  ): Promise<SubmissionAnswer>;
  /**
   * Closes a Snapshot whose missing events will not come. @param snapshot its id, or the uuid of its sender
   * @param reason in a person's words; refused when it is none
   */
  closeSnapshot(snapshot: string, reason: unknown, source: SubmissionSource): Promise<SubmissionAnswer>;
  /** POST /agents: a person or organisation, with roles. */
  createAgent(body: unknown, source: SubmissionSource): Promise<SubmissionAnswer>;

  devices(query: DeviceQuery): Promise<DeviceList>;
  /** Distinct models, most frequent first, for the filter. At most `limit`. */
  models(limit: number): Promise<readonly { readonly model: string; readonly count: number }[]>;
  devicePage(device: number): Promise<DevicePage | null>;
  /** The device as it is now, for `submit`; null when there is none. */
  seenDevice(device: number): Promise<SeenDevice | null>;
  /** Events of a device (a computer's own and those of its components at that time; a component's own and those that list it), latest first. */
  events(device: number, offset: number, limit: number): Promise<readonly EventView[]>;
  /** Bytes of a picture; null when there is none of that id. */
  image(id: string): Promise<{ readonly fileFormat: 'jpg' | 'png'; readonly bytes: Uint8Array } | null>;

  /** GET /devices/ID, in the original's field names. */
  deviceJson(device: number): Promise<Result<unknown, RegistryError>>;
  /** GET /snapshots/ID; by id or by the sender's uuid. */
  snapshotJson(id: string): Promise<Result<unknown, RegistryError>>;
  /** GET /events/ID. */
  eventJson(id: string): Promise<Result<unknown, RegistryError>>;
  /** GET /tags/ID/device: ResourceNotFound, TagNotLinked or MultipleResourcesFound when there is no one device. */
  deviceOfTag(tag: string): Promise<Result<unknown, RegistryError>>;
  tags(offset: number, limit: number): Promise<readonly TagView[]>;
  agents(): Promise<readonly AgentView[]>;

  /** Snapshots that wait for events, the longest waiting first. @param now ms since 1970 */
  openSnapshots(now: number): Promise<readonly OpenSnapshotView[]>;
  /** Components with this serial number or MAC address (however written), and where they were. */
  whereWas(serialNumberOrMac: string): Promise<readonly Whereabouts[]>;

  /** Every device, event, tag and agent, one JSON text each, in a stable order: `{"kind":"device",…}` and so on. */
  export(): AsyncIterable<string>;
  /** Folds all accepted submissions again and says where the tables differ; empty when they are as they should be. */
  checkReplay(): Promise<Texts>;
}
