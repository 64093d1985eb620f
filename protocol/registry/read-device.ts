import * as z from 'zod';
import { visibleText } from '../visible-text';
import { type FieldReader, listOf, readFields, textOf } from './field-reader';
import type { DeviceInput, EventInput, NotUnderstood, TagInput } from './model';
import { readIdentity, TypeWord } from './read-identity';
import { readCommon, readDetails, type Vintage } from './read-event-details';
import { refuse } from './refusal';
import { eventFacts, eventTypeOf } from './vocabulary';

const MAX_TAGS = 100;
const MAX_EVENTS = 1000;

const Tags = listOf(MAX_TAGS);
const Events = listOf(MAX_EVENTS);
const Text = textOf(128);
const TagId = z.string().trim().min(1).max(128);

/** A device or component of a Snapshot, with its embedded events in either vocabulary. */
export function readDevice(value: unknown, at: string, notes: NotUnderstood[]): DeviceInput {
  const fields = readFields(value, at, notes);
  const read: DeviceInput = { ...readIdentity(fields), tags: readTags(fields, notes), events: readEmbedded(fields, notes) };
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

function readEmbedded(fields: FieldReader, notes: NotUnderstood[]): readonly EventInput[] {
  const read: EventInput[] = [];
  for (const vintage of ['events', 'actions'] as const) {
    const list = fields.take(vintage, Events) ?? [];
    for (const [index, value] of list.entries()) {
      const event = readEmbeddedEvent(readFields(value, `${fields.path(vintage)}[${index}]`, notes), vintage, notes);
      if (event !== null) read.push(event);
    }
  }
  return read;
}

/** Null for an action of a newer vintage than this reader knows. */
function readEmbeddedEvent(fields: FieldReader, vintage: Vintage, notes: NotUnderstood[]): EventInput | null {
  const word = fields.take('type', TypeWord);
  const type = eventTypeOf(word);
  if (type === null && vintage === 'actions') {
    notes.push({
      field: fields.at,
      sentence: `Actions of the type "${visibleText(word, 64)}" are not known here; it was kept as it came.`,
    });
    return null;
  }
  const facts = type === null ? null : eventFacts(type);
  if (type === null || facts?.embeds !== true || facts.abstract === true) {
    return refuse(
      'ValidationError',
      `An event of the type "${visibleText(word, 64)}" cannot stand inside a Snapshot.`,
      fields.at,
    );
  }
  const about = readCommon(type, fields);
  fields.pass('id', 'closed', 'device', 'snapshot', 'author', 'agent', 'components', 'parent', 'created', 'updated', 'url');
  const read = { at: fields.at, type, about, details: readDetails(type, fields, vintage, notes) };
  fields.noteRest();
  return read;
}
