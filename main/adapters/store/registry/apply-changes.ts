import type { DeviceRecord, EventRecord } from '../../../../protocol/registry/model';
import type { Changes } from '../../../domain/registry/transaction';
import { agentRow, deviceRow, eventRow, imageRow, isComponent, placementRow, tagRow } from './records';
import { wordsOf } from './search-words';
import type { Statements } from './statements';

/** How an event concerns a device. */
const ABOUT_IT = 0;
const LISTS_IT = 1;
const ABOUT_A_COMPONENT_OF_IT = 2;

/** Writes what an accepted submission changes. The caller holds the transaction. */
export function applyChanges(statements: Statements, changes: Changes): void {
  const { devices, events, changedEvents, tags, agents, images, ended, begun } = changes;
  for (const device of devices) putDevice(statements, device);
  for (const agent of agents) {
    statements.insert(
      'registry_agent',
      agentRow(agent),
      'on conflict (id) do update set name = excluded.name, body = excluded.body',
    );
  }
  for (const tag of tags) {
    statements.insert(
      'registry_tag',
      tagRow(tag),
      'on conflict (id, organization) do update set secondary = excluded.secondary, provider = excluded.provider, device = excluded.device',
    );
  }
  for (const event of events) addEvent(statements, event);
  for (const event of events) linkToSnapshot(statements, event);
  for (const event of changedEvents) replaceEvent(statements, event);
  for (const placement of ended) {
    const { component, since_event, until, until_event } = placementRow(placement);
    statements.run(
      'update registry_placement set until = ?, until_event = ? where component = ? and since_event = ?',
      until,
      until_event,
      component,
      since_event,
    );
  }
  for (const placement of begun) statements.insert('registry_placement', placementRow(placement));
  for (const { record, content } of images) {
    statements.insert('registry_image', { ...imageRow(record), bytes: new Uint8Array(Buffer.from(content, 'base64')) });
  }
  const found = new Map(devices.map((device) => [device.id, device]));
  for (const { device } of tags) {
    if (device !== null && !found.has(device)) indexWords(statements, device);
  }
  for (const id of found.keys()) indexWords(statements, id);
}

/** A device stays of the age that it was registered with. */
const UPDATE_DEVICE = `update registry_device set type = ?, hid = ?, manufacturer = ?, model = ?, serial_number = ?, serial_key = ?, parent = ?, updated = ?,
  standing = ?, trading = ?, physical = ?, rating = ?, price = ?, properties = ? where id = ?`;

/** Looked for first: an upsert of a new row costs several times an insert. */
function putDevice(statements: Statements, device: DeviceRecord): void {
  const row = deviceRow(device);
  const before = statements.first<{ readonly type: string }>('select type from registry_device where id = ?', row.id);
  if (before === null) {
    statements.insert('registry_device', row);
    count(statements, row.type, 1);
    return;
  }
  if (before.type !== row.type) {
    count(statements, before.type, -1);
    count(statements, row.type, 1);
  }
  statements.run(
    UPDATE_DEVICE,
    row.type,
    row.hid,
    row.manufacturer,
    row.model,
    row.serial_number,
    row.serial_key,
    row.parent,
    row.updated,
    row.standing,
    row.trading,
    row.physical,
    row.rating,
    row.price,
    row.properties,
    row.id,
  );
}

function count(statements: Statements, type: string, change: 1 | -1): void {
  statements.run(
    'insert into registry_type_count (type, devices) values (?1, ?2) on conflict (type) do update set devices = devices + ?2',
    type,
    change,
  );
}

/** Finds the device as it is now in the tables, with its tags. */
function indexWords(statements: Statements, id: number): void {
  const row = statements.first<{
    readonly type: DeviceRecord['type'];
    readonly hid: string | null;
    readonly manufacturer: string | null;
    readonly model: string | null;
    readonly serial_number: string | null;
  }>('select type, hid, manufacturer, model, serial_number from registry_device where id = ?', id);
  if (row === null) return;
  const { type, hid, manufacturer, model, serial_number: serialNumber } = row;
  const tags = statements.all<{ readonly id: string; readonly secondary: string | null }>(
    'select id, secondary from registry_tag where device = ? order by id',
    id,
  );
  const words = wordsOf(
    { hid, manufacturer, model, serialNumber },
    tags.flatMap((tag) => [tag.id, ...(tag.secondary === null ? [] : [tag.secondary])]),
  );
  const table = isComponent(type) ? 'registry_component_words' : 'registry_device_words';
  statements.run(`insert or replace into ${table} (rowid, words) values (?, ?)`, id, words);
}

function addEvent(statements: Statements, event: EventRecord): void {
  statements.insert('registry_event', eventRow(event));
  const seq = statements.first<{ readonly seq: number }>('select seq from registry_event where id = ?', event.id)?.seq ?? 0;
  const concern = (device: number, role: number) =>
    statements.run('insert or ignore into registry_event_device (device, event, role) values (?, ?, ?)', device, seq, role);
  for (const device of event.devices) concern(device, ABOUT_IT);
  for (const component of event.components) concern(component, LISTS_IT);
  if (event.parent !== null) concern(event.parent, ABOUT_A_COMPONENT_OF_IT);
}

/** The devices that an event concerns never change. */
function replaceEvent(statements: Statements, event: EventRecord): void {
  const { id, type, snapshot_uuid: uuid, closed, body } = eventRow(event);
  statements.run(
    'update registry_event set type = ?, snapshot_uuid = ?, closed = ?, body = ? where id = ?',
    type,
    uuid,
    closed,
    body,
    id,
  );
}

/** In a second pass: the events that came embedded in a Snapshot stand before it. */
function linkToSnapshot(statements: Statements, { id, snapshot }: EventRecord): void {
  if (snapshot === null) return;
  statements.run('update registry_event set snapshot = (select seq from registry_event where id = ?) where id = ?', snapshot, id);
}
