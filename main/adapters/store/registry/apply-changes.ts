import type { DeviceRecord, EventRecord } from '../../../domain/registry/model';
import type { Changes } from '../../../domain/registry/transaction';
import { agentRow, type DeviceRow, deviceRow, eventRow, imageRow, isComponent, tagRow } from './records';
import { serialKey } from './serial-key';
import { wordsOf } from './search-words';
import type { Statements } from './statements';
import { typeOfCode } from './type-codes';

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
  for (const { component, sinceEvent, untilEvent } of ended) {
    statements.run(
      'update registry_placement set until_event = ? where component = ? and since_event = ?',
      untilEvent === null ? null : seqOf(statements, untilEvent),
      component,
      seqOf(statements, sinceEvent),
    );
  }
  for (const { component, parent, sinceEvent } of begun) {
    statements.insert('registry_placement', { component, since_event: seqOf(statements, sinceEvent), parent });
  }
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
const UPDATE_DEVICE = `update registry_device set type = ?, hid = ?, manufacturer = ?, model = ?, serial_number = ?, parent = ?, updated = ?,
  standing = ?, trading = ?, physical = ?, rating = ?, price = ?, properties_id = ? where id = ?`;

/** Looked for first: an upsert of a new row costs several times an insert. */
function putDevice(statements: Statements, device: DeviceRecord): void {
  const { properties, ...row } = deviceRow(device);
  const propertiesId = propertiesIdOf(statements, properties);
  const before = statements.first<Pick<DeviceRow, 'type' | 'serial_number'>>(
    'select type, serial_number from registry_device where id = ?',
    row.id,
  );
  if (before?.serial_number !== row.serial_number) {
    for (const key of keysOf(before?.serial_number))
      statements.run('delete from registry_serial where key = ? and device = ?', key, row.id);
    for (const key of keysOf(row.serial_number)) statements.insert('registry_serial', { key, device: row.id });
  }
  if (before === null) {
    statements.insert('registry_device', { ...row, properties_id: propertiesId });
    count(statements, device.type, 1);
    return;
  }
  if (before.type !== row.type) {
    count(statements, typeOfCode(before.type), -1);
    count(statements, device.type, 1);
  }
  statements.run(
    UPDATE_DEVICE,
    row.type,
    row.hid,
    row.manufacturer,
    row.model,
    row.serial_number,
    row.parent,
    row.updated,
    row.standing,
    row.trading,
    row.physical,
    row.rating,
    row.price,
    propertiesId,
    row.id,
  );
}

/** None where nothing is left of the serial number but its marks. */
function keysOf(serialNumber: string | null | undefined): readonly (string | Uint8Array)[] {
  const key = serialNumber === null || serialNumber === undefined ? null : serialKey(serialNumber);
  return key === null ? [] : [key];
}

/** The same properties are stored once. */
function propertiesIdOf(statements: Statements, properties: string): number {
  const known = () =>
    statements.first<{ readonly id: number }>('select id from registry_properties where body = ?', properties)?.id;
  const id = known();
  if (id !== undefined) return id;
  statements.insert('registry_properties', { body: properties });
  return known() ?? 0;
}

function count(statements: Statements, type: DeviceRecord['type'], change: 1 | -1): void {
  statements.run(
    'insert into registry_type_count (type, devices) values (?1, ?2) on conflict (type) do update set devices = devices + ?2',
    type,
    change,
  );
}

/** Finds the device as it is now in the tables, with its tags. */
function indexWords(statements: Statements, id: number): void {
  const row = statements.first<{
    readonly type: number;
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
  const table = isComponent(typeOfCode(type)) ? 'registry_component_words' : 'registry_device_words';
  statements.run(`insert or replace into ${table} (rowid, words) values (?, ?)`, id, words);
}

function addEvent(statements: Statements, event: EventRecord): void {
  statements.insert('registry_event', eventRow(event));
  const seq = seqOf(statements, event.id);
  const concern = (device: number, role: number) =>
    statements.run('insert or ignore into registry_event_device (device, event, role) values (?, ?, ?)', device, seq, role);
  for (const device of event.devices) concern(device, ABOUT_IT);
  for (const component of event.components) concern(component, LISTS_IT);
  if (event.parent !== null) concern(event.parent, ABOUT_A_COMPONENT_OF_IT);
}

/** The number of an event that is written already. */
function seqOf(statements: Statements, event: string): number {
  const row = statements.first<{ readonly seq: number }>('select seq from registry_event where id = ?', event);
  if (row === null) throw new Error(`There is no event ${event}.`);
  return row.seq;
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
