import { text } from '../../../../protocol/texts/text';
import { fault } from '../../../../protocol/wire/issue-text';
import * as z from 'zod';
import { visibleText } from '../../../../protocol/visible-text';
import { DeviceNumberField, type FieldReader, listOf, orNull, readFields, Uuid } from './field-reader';
import type { DeviceNumber, EventSubmission, NotUnderstood } from '../model';
import { readCommon, readDetails } from './read-event-details';
import { refuse } from './refusal';
import { type EventType, eventFacts, eventTypeOf } from '../../../../protocol/registry/event-types';

const MAX_DEVICES = 10_000;
const DeviceRef = z.union([DeviceNumberField, z.object({ id: DeviceNumberField }).transform(({ id }) => id)], {
  error: fault('value.noDeviceNumber'),
});

const MaybeDeviceRef = orNull(DeviceRef);
const MaybeUuid = orNull(Uuid);
const TypeName = z.string().trim().min(1).max(128);
const Devices = listOf(MAX_DEVICES);
const SnapshotRef = orNull(
  z.union([Uuid, z.object({ id: Uuid }).transform(({ id }) => id)], { error: fault('value.noSnapshotUuid') }),
);
/** Reads one event as it is posted on its own: a phase of an open Snapshot, a trade, a grade, pictures, a price. Throws only through `refuse`. @param rules see RULES of the domain */
export function readEvent(body: unknown, rules: number): EventSubmission {
  const notes: NotUnderstood[] = [];
  const fields = readFields(body, '', notes);
  const type = readType(fields, rules);
  const uuid = fields.takeFirst(['uuid', 'id'], MaybeUuid);
  const component = fields.take('component', MaybeDeviceRef);
  fields.pass('closed', 'author', 'created', 'updated', 'url', 'components', 'parent');
  const read = {
    kind: 'event' as const,
    uuid,
    component,
    devices: readDevices(type, component, fields),
    snapshot: readSnapshotRef(fields),
    agent: fields.take('agent', MaybeUuid),
    event: { at: '', type, about: readCommon(type, fields), details: readDetails(type, fields, 'events', notes, rules) },
    notUnderstood: notes,
  };
  fields.noteRest();
  return read;
}

function readType(fields: FieldReader, rules: number): EventType {
  const typeName = fields.take('type', TypeName);
  const type = eventTypeOf(typeName);
  if (type === null) return refuse('ValidationError', text('registry.noEventType', { type: visibleText(typeName, 64) }), 'type');
  // Which of the two it is depends on who rates.
  if (type === 'PhotoboxRate' && rules >= 2) return type;
  if (type === 'PhotoboxRate') return fields.has('assembling') ? 'PhotoboxUserRate' : 'PhotoboxAIRate';
  const { abstract, serverOnly } = eventFacts(type);
  if (serverOnly === true) refuse('ValidationError', text('registry.typeOfRegistry', { type }), 'type');
  if (abstract === true) refuse('ValidationError', text('registry.typeOfGroup', { type }), 'type');
  if (type === 'Snapshot') refuse('ValidationError', text('registry.snapshotAsEvent'), 'type');
  return type;
}

function readDevices(type: EventType, component: DeviceNumber | null, fields: FieldReader): readonly DeviceNumber[] {
  const device = fields.take('device', MaybeDeviceRef);
  const list = fields.take('devices', Devices) ?? [];
  const numbers = new Set<DeviceNumber>(device === null ? [] : [device]);
  for (const [index, value] of list.entries()) {
    const read = DeviceRef.safeParse(value);
    const at = `devices[${index}]`;
    if (!read.success) return refuse('ValidationError', text('registry.noDeviceNumber', { at }), at);
    numbers.add(read.data);
  }
  if (eventFacts(type).many !== true && numbers.size > 1)
    refuse('ValidationError', text('registry.oneDeviceOnly', { type }), 'devices');
  if (numbers.size === 0 && component !== null) numbers.add(component);
  return [...numbers];
}

/** By id or by the uuid of its sender; an object with an `id` is read too. */
function readSnapshotRef(fields: FieldReader): string | null {
  return fields.take('snapshot', SnapshotRef);
}
