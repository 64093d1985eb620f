import type {
  AgentRecord,
  DeviceRecord,
  DeviceStanding,
  EventRecord,
  ImageRecord,
  Placement,
  Properties,
  TagRecord,
} from '../../../domain/registry/model';
import type { DeviceType } from '../../../../protocol/registry/device-types';
import type { EventType } from '../../../../protocol/registry/event-types';
import { isA } from '../../../../protocol/registry/type-trees';
import { NO_STANDING } from '../../../domain/registry/standing';
import { storedText } from '../../../domain/records/stored-text';
import { typeCode, typeOfCode } from './type-codes';
import { uuidKey } from './uuid-key';

/** Rows of the registry's tables and the records that they stand for. */

export interface DeviceRow {
  readonly id: number;
  /** See `typeOfCode`. */
  readonly type: number;
  readonly is_component: number;
  readonly hid: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial_number: string | null;
  readonly parent: number | null;
  readonly created: number;
  readonly updated: number;
  readonly standing: string | null;
  readonly trading: string | null;
  readonly physical: string | null;
  readonly rating: number | null;
  readonly price: number | null;
  readonly properties: string;
}

export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly snapshot_uuid: string | Uint8Array | null;
  readonly device: number | null;
  readonly operation: string | null;
  readonly closed: number;
  readonly body: string;
}

export interface PlacementRow {
  readonly component: number;
  readonly since_seq: number;
  readonly since_event: string;
  readonly parent: number;
  readonly since: number;
  readonly until: number | null;
  readonly until_event: string | null;
}

export interface TagRow {
  readonly id: string;
  readonly organization: string;
  readonly secondary: string | null;
  readonly provider: string | null;
  readonly device: number | null;
  readonly created: number;
}

export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly body: string;
}

export interface ImageRow {
  readonly id: string;
  readonly image_set: string;
  readonly device: number;
  readonly name: string;
  readonly file_format: string;
  readonly orientation: string;
}

export function deviceRow(device: DeviceRecord): DeviceRow {
  const { standing } = device;
  return {
    id: device.id,
    type: typeCode(device.type),
    is_component: isComponent(device.type) ? 1 : 0,
    hid: textOrNull(device.hid),
    manufacturer: textOrNull(device.manufacturer),
    model: textOrNull(device.model),
    serial_number: textOrNull(device.serialNumber),
    parent: device.parent,
    created: Date.parse(device.created),
    updated: Date.parse(device.updated),
    standing: Object.values(standing).every((value) => value === null) ? null : JSON.stringify(standing),
    trading: standing.trading,
    physical: standing.physical,
    rating: standing.rating?.value ?? null,
    price: standing.price?.amount ?? null,
    properties: JSON.stringify(device.properties),
  };
}

export function deviceOf(row: DeviceRow): DeviceRecord {
  return {
    id: row.id,
    type: typeOfCode(row.type),
    hid: row.hid,
    model: row.model,
    manufacturer: row.manufacturer,
    serialNumber: row.serial_number,
    properties: JSON.parse(row.properties) as Properties,
    parent: row.parent,
    created: instant(row.created),
    updated: instant(row.updated),
    standing: row.standing === null ? NO_STANDING : (JSON.parse(row.standing) as DeviceStanding),
  };
}

export function isComponent(type: DeviceType): boolean {
  return isA(type, 'Component');
}

export function eventRow(event: EventRecord): EventRow {
  const { id, type, created, devices, operation, closed, ...rest } = event;
  return {
    id,
    type,
    created: Date.parse(created),
    snapshot_uuid:
      event.details.family === 'snapshot' && event.details.uuid !== null ? uuidKey(storedText(event.details.uuid)) : null,
    device: devices[0] ?? null,
    operation: textOrNull(operation),
    closed: closed ? 1 : 0,
    body: JSON.stringify({ devices, ...rest }),
  };
}

export function eventOf(row: EventRow): EventRecord {
  return {
    ...(JSON.parse(row.body) as Omit<EventRecord, 'id' | 'type' | 'created' | 'operation' | 'closed'>),
    id: row.id,
    type: row.type as EventType,
    created: instant(row.created),
    operation: row.operation,
    closed: row.closed === 1,
  };
}

export function placementOf(row: PlacementRow): Placement {
  return {
    component: row.component,
    parent: row.parent,
    since: instant(row.since),
    sinceEvent: row.since_event,
    until: row.until === null ? null : instant(row.until),
    untilEvent: row.until_event,
  };
}

export function tagRow(tag: TagRecord): TagRow {
  return {
    id: storedText(tag.id),
    organization: tag.organization ?? '',
    secondary: textOrNull(tag.secondary),
    provider: textOrNull(tag.provider),
    device: tag.device,
    created: Date.parse(tag.created),
  };
}

export function tagOf(row: TagRow): TagRecord {
  return {
    id: row.id,
    secondary: row.secondary,
    organization: row.organization === '' ? null : row.organization,
    provider: row.provider,
    device: row.device,
    created: instant(row.created),
  };
}

export function agentRow(agent: AgentRecord): AgentRow {
  return { id: agent.id, name: storedText(agent.name), body: JSON.stringify(agent) };
}

export function agentOf(row: AgentRow): AgentRecord {
  return JSON.parse(row.body) as AgentRecord;
}

export function imageRow(image: ImageRecord): ImageRow {
  return {
    id: image.id,
    image_set: image.imageSet,
    device: image.device,
    name: storedText(image.name),
    file_format: image.fileFormat,
    orientation: image.orientation,
  };
}

export function imageOf(row: ImageRow): ImageRecord {
  return {
    id: row.id,
    imageSet: row.image_set,
    device: row.device,
    name: row.name,
    fileFormat: row.file_format as ImageRecord['fileFormat'],
    orientation: row.orientation as ImageRecord['orientation'],
  };
}

/** ISO 8601 in UTC with milliseconds. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function textOrNull(text: string | null): string | null {
  return text === null ? null : storedText(text);
}
