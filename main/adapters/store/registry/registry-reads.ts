import { type StoredAnswer, storedAnswer } from '../../../../protocol/registry/stored-answer';
import type { EventType } from '../../../../protocol/registry/event-types';
import type { RegistryCommand, RegistryReads } from '../../../domain/registry/transaction';
import { storedText } from '../../../domain/records/stored-text';
import {
  type AgentRow,
  agentOf,
  type DeviceRow,
  deviceOf,
  type EventRow,
  eventOf,
  type ImageRow,
  imageOf,
  type PlacementRow,
  placementOf,
  type TagRow,
  tagOf,
} from './records';
import { serialKey } from './serial-key';
import type { Statements } from './statements';
import { uuidKey } from './uuid-key';

const ABOUT_IT = 0;

/** What a submission may ask while its transaction is open. Sees what the transaction has written so far. */
export function createRegistryReads(statements: Statements): RegistryReads {
  const eventsAbout = `select e.* from registry_event_device d join registry_event e on e.seq = d.event
    where d.device = ? and d.role = ${ABOUT_IT} and e.type in (select value from json_each(?)) order by d.event`;
  return {
    device: (id) => orNull(statements.first<DeviceRow>('select * from registry_device_whole where id = ?', id), deviceOf),
    deviceByHid: (hid) =>
      orNull(statements.first<DeviceRow>('select * from registry_device_whole where hid = ?', storedText(hid)), deviceOf),
    devicesBySerialNumber: (serialNumber) =>
      statements
        .all<DeviceRow>(
          `select * from registry_device_whole
           where id in (select device from registry_serial where key = ?) and serial_number = ? order by id`,
          serialKey(serialNumber),
          storedText(serialNumber),
        )
        .map(deviceOf),
    componentsOf: (parent) =>
      statements.all<DeviceRow>('select * from registry_device_whole where parent = ? order by id', parent).map(deviceOf),
    tags: (id) =>
      statements
        .all<TagRow>('select * from registry_tag where id = ?1 or secondary = ?1 order by organization, id', storedText(id))
        .map(tagOf),
    tagsOfDevice: (device) =>
      statements.all<TagRow>('select * from registry_tag where device = ? order by id, organization', device).map(tagOf),
    event: (id) => orNull(statements.first<EventRow>('select * from registry_event where id = ?', storedText(id)), eventOf),
    snapshotByUuid: (uuid) =>
      orNull(
        statements.first<EventRow>('select * from registry_event where snapshot_uuid = ?', uuidKey(storedText(uuid))),
        eventOf,
      ),
    eventsOfSnapshot: (snapshot) =>
      statements
        .all<EventRow>(
          'select * from registry_event where snapshot = (select seq from registry_event where id = ?) order by seq',
          storedText(snapshot),
        )
        .map(eventOf),
    openSnapshots: (device) =>
      statements.all<EventRow>('select * from registry_event where closed = 0 and device = ? order by seq', device).map(eventOf),
    lastEvent: (device, types) =>
      orNull(
        statements.first<EventRow>(`${eventsAbout} desc limit 1`, device, JSON.stringify(types satisfies readonly EventType[])),
        eventOf,
      ),
    eventsOf: (device, types) => statements.all<EventRow>(eventsAbout, device, JSON.stringify(types)).map(eventOf),
    agent: (id) => orNull(statements.first<AgentRow>('select * from registry_agent where id = ?', storedText(id)), agentOf),
    agentByName: (name) =>
      orNull(
        statements.first<AgentRow>('select * from registry_agent where name = ? order by position limit 1', storedText(name)),
        agentOf,
      ),
    image: (id) =>
      orNull(
        statements.first<ImageRow>(
          'select id, image_set, device, name, file_format, orientation from registry_image where id = ?',
          storedText(id),
        ),
        imageOf,
      ),
    placement: (component) =>
      orNull(
        statements.first<PlacementRow>('select * from registry_stay where component = ? and until_seq is null', component),
        placementOf,
      ),
    submissionByUuid(uuid) {
      const row = statements.first<{ readonly command: string; readonly answer: string }>(
        'select command, answer from registry_submission where uuid = ? and accepted = 1 and repeated = 0',
        uuidKey(storedText(uuid)),
      );
      if (row === null) return null;
      const command = JSON.parse(row.command) as RegistryCommand;
      return {
        body: command.kind === 'submit' ? command.body : command,
        answer: storedAnswer(JSON.parse(row.answer) as StoredAnswer),
      };
    },
  };
}

function orNull<Row, Value>(row: Row | null, read: (row: Row) => Value): Value | null {
  return row === null ? null : read(row);
}
