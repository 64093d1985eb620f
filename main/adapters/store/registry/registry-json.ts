import { type Text, text } from '../../../../protocol/texts/text';
import type { EventRecord, RegistryError, TagRecord } from '../../../domain/registry/model';
import { type DeviceLookUp, deviceJson, eventJson, snapshotJson } from '../../../domain/registry/reading/write-json';
import { err, ok, type Result } from '../../../../protocol/result';
import type { RegistryReads } from '../../../domain/registry/transaction';
import { type EventRow, eventOf } from './records';
import type { Statements } from './statements';

type Answer = Result<unknown, RegistryError>;

/** GET /devices/ID. */
export function answerDevice(statements: Statements, reads: RegistryReads, id: number): Answer {
  const device = reads.device(id);
  if (device === null) return notFound(text('registry.noDeviceOfNumber', { device: String(id) }));
  const events = statements
    .all<EventRow>(
      `select e.* from (select distinct event from registry_event_device where device = ?) d
       join registry_event e on e.seq = d.event order by e.seq`,
      id,
    )
    .map(eventOf);
  return ok(deviceJson({ device, tags: reads.tagsOfDevice(id), components: reads.componentsOf(id), events }, lookUpOnce(reads)));
}

/** GET /snapshots/ID, by its id or its sender's uuid. */
export function answerSnapshot(reads: RegistryReads, id: string): Answer {
  const named = reads.event(id) ?? reads.snapshotByUuid(id);
  if (named?.type !== 'Snapshot') return notFound(text('registry.noSnapshot', { snapshot: id }));
  return ok(snapshotJson(named, reads.eventsOfSnapshot(named.id), lookUpOnce(reads)));
}

/** GET /events/ID. */
export function answerEvent(reads: RegistryReads, id: string): Answer {
  const event: EventRecord | null = reads.event(id);
  return event === null ? notFound(text('registry.noEvent', { event: id })) : ok(eventJson(event, lookUpOnce(reads)));
}

/** GET /tags/ID/device. */
export function answerDeviceOfTag(statements: Statements, reads: RegistryReads, id: string): Answer {
  const [tag, other]: readonly TagRecord[] = reads.tags(id);
  if (tag === undefined) return notFound(text('registry.noTag', { tag: id }));
  if (other !== undefined) {
    return refused('MultipleResourcesFound', text('registry.askByNumber', { tag: id }));
  }
  if (tag.device === null) return refused('TagNotLinked', text('registry.tagNotLinked', { tag: id }));
  return answerDevice(statements, reads, tag.device);
}

function lookUpOnce(reads: RegistryReads): DeviceLookUp {
  const known = new Map<number, ReturnType<DeviceLookUp>>();
  return (id) => {
    const device = known.get(id) ?? reads.device(id);
    known.set(id, device);
    return device;
  };
}

function notFound(what: Text): Answer {
  return err({ code: 404, type: 'ResourceNotFound', texts: [what] });
}

function refused(type: RegistryError['type'], what: Text): Answer {
  return err({ code: 422, type, texts: [what] });
}
