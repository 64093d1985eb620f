import type { JsonObject } from '../../../../protocol/wire/body';
import { ownFields } from './event-fields';
import type { DeviceNumber, DeviceRecord, EventRecord, TagRecord } from '../model';
import { eventFacts } from '../../../../protocol/registry/event-types';
import { isA } from '../../../../protocol/registry/type-trees';

/** Finds a device that a record names. */
export type DeviceLookUp = (id: DeviceNumber) => DeviceRecord | null;

/** A device with everything that is asked of it at /devices/ID. */
export interface WholeDevice {
  readonly device: DeviceRecord;
  readonly tags: readonly TagRecord[];
  readonly components: readonly DeviceRecord[];
  /** Ascending. */
  readonly events: readonly EventRecord[];
}

/** A device with its properties; what is unknown has no key. */
function deviceFields(device: DeviceRecord): JsonObject {
  const { id, type, hid, manufacturer, model, serialNumber, properties, parent, created, updated } = device;
  const { standing } = device;
  return withoutNulls({
    ...properties,
    id,
    type,
    hid,
    manufacturer,
    model,
    serialNumber,
    parent,
    trading: standing.trading,
    physical: standing.physical,
    rate: standing.rating?.event ?? null,
    rating: standing.rating?.value ?? null,
    price: standing.price?.event ?? null,
    created,
    updated,
  });
}

/** Answer to GET /devices/ID. */
export function deviceJson({ device, tags, components, events }: WholeDevice, lookUp: DeviceLookUp): JsonObject {
  return {
    ...deviceFields(device),
    tags: tags.map(({ id, organization, provider, secondary }) =>
      withoutNulls({ type: 'Tag', id, org: organization, provider, secondary }),
    ),
    ...(isA(device.type, 'Computer') ? { components: components.map(deviceFields) } : {}),
    events: events.map((event) => eventJson(event, lookUp)),
  };
}

/** Answer to GET /events/ID: what all events have, and what this one has. */
export function eventJson(event: EventRecord, lookUp: DeviceLookUp): JsonObject {
  const { about } = event;
  const devices = event.devices.map((id) => link(id, lookUp));
  return {
    ...ownFields(event.details),
    id: event.id,
    type: event.type,
    name: about.name,
    description: about.description,
    date: about.endTime,
    startTime: about.startTime,
    endTime: about.endTime,
    created: event.created,
    updated: event.updated,
    error: about.severity === 'Error',
    incidence: about.severity === 'Warning',
    severity: about.severity,
    closed: event.closed,
    snapshot: event.snapshot,
    author: event.author,
    agent: event.agent,
    operation: event.operation,
    marks: event.marks,
    components: event.components.map((id) => link(id, lookUp)),
    parent: event.parent === null ? null : link(event.parent, lookUp),
    ...(eventFacts(event.type).many === true ? { devices } : { device: devices[0] ?? null }),
  };
}

/** Answer to POST and GET of a Snapshot: the event, what it described, and the events that came with it or from it. */
export function snapshotJson(snapshot: EventRecord, events: readonly EventRecord[], lookUp: DeviceLookUp): JsonObject {
  const device = lookUp(snapshot.devices[0] ?? 0);
  return {
    ...eventJson(snapshot, lookUp),
    device: device === null ? null : deviceFields(device),
    components: snapshot.components.flatMap((id) => lookUp(id) ?? []).map(deviceFields),
    events: events.map((event) => eventJson(event, lookUp)),
  };
}

function link(id: DeviceNumber, lookUp: DeviceLookUp): JsonObject {
  const device = lookUp(id);
  if (device === null) return { id };
  const { type, hid, manufacturer, model, serialNumber } = device;
  return withoutNulls({ id, type, hid, manufacturer, model, serialNumber });
}

function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
