import { text } from '../../../../protocol/texts/text';
import * as z from 'zod';
import { readAs } from '../../../../protocol/read-as';
import { visibleText } from '../../../../protocol/visible-text';
import { type FieldReader, listOf, readFields, textOf } from './field-reader';
import type { DeviceInput, EventInput, NotUnderstood, TagInput } from '../model';
import { readIdentity, TypeName } from './read-identity';
import { readCommon, readDetails, type Vintage } from './read-event-details';
import { refusalAsResult, refuse } from './refusal';
import { type EventType, eventFacts, eventTypeOf } from '../../../../protocol/registry/event-types';
import { isA } from '../../../../protocol/registry/type-trees';

const MAX_TAGS = 100;
const MAX_EVENTS = 1000;

const Tags = listOf(MAX_TAGS);
const Events = listOf(MAX_EVENTS);
const Text = textOf(128);
const TagId = z.string().trim().min(1).max(128);

/** A device of a Snapshot, with its embedded events in either vocabulary. */
export function readDevice(value: unknown, at: string, notes: NotUnderstood[]): DeviceInput {
  return readWith(value, at, notes, (part) => part());
}

/** A component of a Snapshot. An event of it that cannot be right costs itself and a note. */
export function readComponent(value: unknown, at: string, notes: NotUnderstood[]): DeviceInput {
  const read = readWith(value, at, notes, (part, where) => {
    const result = refusalAsResult(part);
    if (result.ok) return result.value;
    notes.push({ field: where, reason: [text('note.eventLeftOut', { why: result.error.texts })] });
    return null;
  });
  const isPossible = ({ type, at: where }: EventInput): boolean => {
    const { on, notOn } = eventFacts(type);
    if ((on === undefined || isA(read.type, on)) && (notOn === undefined || !isA(read.type, notOn))) return true;
    notes.push({ field: where, reason: [text('note.eventOfOtherType', { type, device: read.type })] });
    return false;
  };
  return { ...read, events: read.events.filter(isPossible) };
}

/** How a part of an event is read that stands at `where`; null where it is passed over. */
type Attempt = <T>(read: () => T, where: string) => T | null;

function readWith(value: unknown, at: string, notes: NotUnderstood[], attempt: Attempt): DeviceInput {
  const fields = readFields(value, at, notes);
  const read: DeviceInput = {
    at,
    ...readIdentity(fields),
    tags: readTags(fields, notes),
    events: readEmbedded(fields, notes, attempt),
  };
  // The registry's own output of a device, sent back by some clients.
  fields.pass('id', 'hid', 'parent', 'created', 'updated', 'components', 'url');
  fields.noteRest();
  return read;
}

function readTags(fields: FieldReader, notes: NotUnderstood[]): readonly TagInput[] {
  const tags = fields.take('tags', Tags) ?? [];
  return tags.map((value, index) => {
    const tag = readFields(value, `${fields.path('tags')}[${index}]`, notes);
    const organization = tag.takeFirst(['org', 'organization'], Text);
    const read: TagInput = { id: tag.take('id', TagId), organization };
    tag.pass('type', 'provider', 'secondary', 'device', 'printable', 'url');
    tag.noteRest();
    return read;
  });
}

function readEmbedded(owner: FieldReader, notes: NotUnderstood[], attempt: Attempt): readonly EventInput[] {
  const read: EventInput[] = [];
  for (const vintage of ['events', 'actions'] as const) {
    const list = owner.take(vintage, Events) ?? [];
    for (const [index, value] of list.entries()) {
      const where = `${owner.path(vintage)}[${index}]`;
      const fields = attempt(() => readFields(value, where, notes), where);
      const typeName = fields === null ? null : attempt(() => fields.take('type', TypeName), where);
      const type = typeName === null ? null : embeddedType(typeName, where, vintage, notes);
      if (fields === null || type === null) continue;
      const event = attempt(() => readEmbeddedEvent(type, fields, vintage, notes), where);
      if (event !== null) read.push(event);
    }
  }
  return read;
}

const Embedded = z.object({ events: z.unknown(), actions: z.unknown() }).partial();
const Typed = z.object({ type: z.string().trim() });

/** Refuses an entry with an event of a known type that cannot stand inside a Snapshot, however the rest of the entry is. */
export function keepEmbeddable(value: unknown, at: string): void {
  const lists = readAs(Embedded, value);
  if (!lists.success) return;
  for (const vintage of ['events', 'actions'] as const) {
    const list = lists.data[vintage];
    if (!Array.isArray(list)) continue;
    for (const [index, event] of list.entries()) {
      const typed = readAs(Typed, event);
      if (typed.success) embeddedType(typed.data.type, `${at}.${vintage}[${index}]`, vintage, []);
    }
  }
}

/** Null for one of a newer vintage than this reader knows. */
function embeddedType(typeName: string, where: string, vintage: Vintage, notes: NotUnderstood[]): EventType | null {
  const type = eventTypeOf(typeName);
  if (type === null) {
    const code = vintage === 'actions' ? 'note.unknownAction' : 'note.unknownEvent';
    notes.push({ field: where, reason: [text(code, { type: visibleText(typeName, 64) })] });
    return null;
  }
  const { embeds, abstract } = eventFacts(type);
  if (embeds === true && abstract !== true) return type;
  return refuse('ValidationError', text('registry.notInsideSnapshot', { type: visibleText(typeName, 64) }), where);
}

function readEmbeddedEvent(type: EventType, fields: FieldReader, vintage: Vintage, notes: NotUnderstood[]): EventInput {
  const about = readCommon(type, fields);
  fields.pass('id', 'closed', 'device', 'snapshot', 'author', 'agent', 'components', 'parent', 'created', 'updated', 'url');
  const read = { at: fields.at, type, about, details: readDetails(type, fields, vintage, notes) };
  fields.noteRest();
  return read;
}
