import type {
  AgentRecord,
  DeviceInput,
  DeviceNumber,
  DeviceRecord,
  DeviceStanding,
  EventRecord,
  EventUuid,
  Placement,
  TagRecord,
} from './model';
import type { EventType } from '../../../protocol/registry/event-types';
import { idsOf } from './event-ids';
import { nameOf } from './hid';
import { rulesOf } from './rules';
import { NO_STANDING, priceOf, standingAfter, TRANSFERS } from './standing';
import type { Changes, NewImage, RegistryReads, SubmissionContext } from './transaction';

/** The registry as one submission sees and changes it: what the store holds, with everything on top that was decided so far. */
export interface Workspace {
  readonly reads: RegistryReads;
  readonly context: SubmissionContext;
  /** Under which this submission is decided. */
  readonly rules: number;
  /** Manufacturer, serial number and model as one word; null where one is unknown or no name. */
  hidOf(described: Described): string | null;
  newId(): string;
  device(id: DeviceNumber): DeviceRecord | null;
  deviceByHid(hid: string): DeviceRecord | null;
  componentsOf(parent: DeviceNumber): readonly DeviceRecord[];
  /** Registers a device as it is described, in no computer. @param isNamed false: it gets no HID, whatever its serial number */
  register(input: DeviceInput, isNamed?: boolean): DeviceRecord;
  save(device: DeviceRecord): void;
  saveTag(tag: TagRecord): void;
  saveAgent(agent: AgentRecord): void;
  addImage(image: NewImage): void;
  /** Writes an event and what follows from it for the standing of its devices. */
  addEvent(event: EventRecord): EventRecord;
  openSnapshots(device: DeviceNumber): readonly EventRecord[];
  /** Replaces a known event, or one that was added before. */
  changeEvent(event: EventRecord): void;
  event(id: EventUuid): EventRecord | null;
  lastEvent(device: DeviceNumber, types: readonly EventType[]): EventRecord | null;
  eventsOf(device: DeviceNumber, types: readonly EventType[]): readonly EventRecord[];
  /** Moves a component: into a computer, or out of all. Called at most once for a component. */
  moveComponent(component: DeviceNumber, parent: DeviceNumber | null, by: Move): void;
  changes(): Changes;
}

type Described = Pick<DeviceRecord, 'type' | 'manufacturer' | 'serialNumber' | 'model'>;

/** The events that ended the stay before and that began the new one; often the same Snapshot. */
interface Move {
  readonly ended: EventUuid;
  readonly begun: EventUuid;
}

export function createWorkspace(reads: RegistryReads, context: SubmissionContext): Workspace {
  const newId = idsOf(context.submission);
  const rules = rulesOf(context.settings);
  const { partPlaceholders = [] } = context.settings;
  const hidOf = (described: Described) => nameOf(described, { rules, partPlaceholders });
  const devices = new Map<DeviceNumber, DeviceRecord>();
  const byHid = new Map<string, DeviceNumber>();
  const added = new Map<EventUuid, EventRecord>();
  const changed = new Map<EventUuid, EventRecord>();
  const tags = new Map<string, TagRecord>();
  const agents: AgentRecord[] = [];
  const images: NewImage[] = [];
  const ended: Placement[] = [];
  const begun: Placement[] = [];
  let nextDevice = context.nextDevice;

  const device = (id: DeviceNumber) => devices.get(id) ?? reads.device(id);
  const save = (record: DeviceRecord) => {
    devices.set(record.id, record);
    if (record.hid !== null) byHid.set(record.hid, record.id);
  };
  const mustDevice = (id: DeviceNumber): DeviceRecord => {
    const found = device(id);
    if (found === null) throw new Error(`There is no device ${id}.`);
    return found;
  };
  const eventsOf = (id: DeviceNumber, types: readonly EventType[]) => [
    ...reads.eventsOf(id, types).map((event) => changed.get(event.id) ?? event),
    ...[...added.values()].filter((event) => event.devices.includes(id) && types.includes(event.type)),
  ];
  const stand = (id: DeviceNumber, event: EventRecord) => {
    const record = mustDevice(id);
    const standing = standingAfter(record.standing, event, {
      ownerBefore: () => ownerBeforeLast(eventsOf(id, [...TRANSFERS, 'CancelTrade'])),
      priceWithoutRating: () => (rules < 4 ? record.standing.price : lastGivenPrice(eventsOf(id, ['Price']))),
    });
    save({ ...record, standing, updated: context.at });
  };
  const standAll = (event: EventRecord) => {
    for (const id of event.devices) stand(id, event);
    // A rating of a computer is seen from what it was rated with.
    if (event.details.family === 'aggregateRating') for (const id of event.components) stand(id, event);
  };

  return {
    reads,
    context,
    rules,
    hidOf,
    newId,
    device,
    save,
    deviceByHid(hid) {
      const id = byHid.get(hid);
      return id === undefined ? reads.deviceByHid(hid) : device(id);
    },
    componentsOf(parent) {
      const stored = reads.componentsOf(parent).filter(({ id }) => !devices.has(id));
      const moved = [...devices.values()].filter((record) => record.parent === parent);
      return [...stored, ...moved].toSorted((one, other) => one.id - other.id);
    },
    register(input, isNamed = true) {
      const { type, model, manufacturer, serialNumber, properties } = input;
      const record: DeviceRecord = {
        id: nextDevice,
        type,
        hid: isNamed ? hidOf(input) : null,
        model,
        manufacturer,
        serialNumber,
        properties,
        parent: null,
        created: context.at,
        updated: context.at,
        standing: NO_STANDING,
      };
      nextDevice += 1;
      save(record);
      return record;
    },
    saveTag: (tag) => tags.set(JSON.stringify([tag.id, tag.organization]), tag),
    saveAgent: (agent) => agents.push(agent),
    addImage: (image) => images.push(image),
    addEvent(event) {
      added.set(event.id, event);
      standAll(event);
      return event;
    },
    changeEvent(event) {
      (added.has(event.id) ? added : changed).set(event.id, event);
      standAll(event);
    },
    event: (id) => added.get(id) ?? changed.get(id) ?? reads.event(id),
    lastEvent(id, types) {
      const mine = [...added.values()].findLast((event) => event.devices.includes(id) && types.includes(event.type));
      if (mine !== undefined) return mine;
      const stored = reads.lastEvent(id, types);
      return stored === null ? null : (changed.get(stored.id) ?? stored);
    },
    eventsOf,
    openSnapshots: (id) =>
      [
        ...reads.openSnapshots(id).map((event) => changed.get(event.id) ?? event),
        ...[...added.values()].filter((event) => event.type === 'Snapshot' && event.devices.includes(id)),
      ].filter(({ closed }) => !closed),
    moveComponent(component, parent, by) {
      const record = mustDevice(component);
      if (record.parent === parent) return;
      const stay = record.parent === null ? null : reads.placement(component);
      if (stay !== null) ended.push({ ...stay, until: context.at, untilEvent: by.ended });
      save({ ...record, parent, updated: context.at });
      if (parent !== null)
        begun.push({ component, parent, since: context.at, sinceEvent: by.begun, until: null, untilEvent: null });
    },
    changes: () => ({
      devices: [...devices.values()].toSorted((one, other) => one.id - other.id),
      events: [...added.values()],
      changedEvents: [...changed.values()],
      tags: [...tags.values()],
      agents,
      images,
      ended,
      begun,
    }),
  };
}

/** What persons said last; a computed one is an EreusePrice. */
function lastGivenPrice(prices: readonly EventRecord[]): DeviceStanding['price'] {
  const last = prices.at(-1);
  return last === undefined ? null : priceOf(last);
}

/** A cancelled trade undoes the last transfer that still holds. */
function ownerBeforeLast(trades: readonly EventRecord[]): string | null {
  const owners: (string | null)[] = [];
  for (const { type, details } of trades) {
    if (type === 'CancelTrade') owners.pop();
    else if (details.family === 'trade') owners.push(details.to ?? owners.at(-1) ?? null);
  }
  return owners.at(-1) ?? null;
}
