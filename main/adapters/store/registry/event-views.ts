import { ownFields } from '../../../domain/registry/reading/event-fields';
import type { EventRecord } from '../../../domain/registry/model';
import type { EventView } from '../../../../protocol/registry/views';
import { createDeviceLinks } from './device-links';
import { summaryOf } from './event-summary';
import { type EventRow, eventOf } from './records';
import type { Statements } from './statements';
import { findAgent } from './tag-and-agent-views';

const EVENTS_OF = 'from registry_event where seq in (select event from registry_event_device where device = ?)';

/**
 * Events of a device, latest first: a computer's own and those of its components at that time; a component's own and those that list it.
 */
export function eventsOfDevice(statements: Statements, device: number, offset: number, limit: number): readonly EventView[] {
  const link = createDeviceLinks(statements);
  return statements
    .all<EventRow>(
      `select e.* from (
         select distinct event from registry_event_device where device = ? order by event desc limit ? offset ?
       ) d join registry_event e on e.seq = d.event order by e.seq desc`,
      device,
      limit,
      offset,
    )
    .map((row) => {
      const event = eventOf(row);
      const { id, type, about, created, components, parent, snapshot, closed, marks, agent, author, operation } = event;
      return {
        id,
        type,
        name: about.name,
        description: about.description,
        severity: about.severity,
        at: about.endTime ?? about.startTime ?? created,
        created,
        summary: [...summaryOf(event)],
        devices: event.devices.map(link),
        components: components.map(link),
        parent: parent === null ? null : link(parent),
        snapshot,
        closed,
        marks: [...marks],
        agent: findAgent(statements, agent)?.name ?? null,
        author,
        operation,
        fields: { ...ownFields(event.details) },
      };
    });
}

export function countEventsOf(statements: Statements, device: number): number {
  return statements.first<{ readonly count: number }>(`select count(*) as count ${EVENTS_OF}`, device)?.count ?? 0;
}

/** Own events of these types, latest first. */
export function latestOwnEvents(
  statements: Statements,
  device: number,
  types: readonly EventRecord['type'][],
  limit: number,
): readonly EventRecord[] {
  return statements
    .all<EventRow>(
      `select e.* from registry_event_device d join registry_event e on e.seq = d.event
       where d.device = ? and d.role = 0 and e.type in (select value from json_each(?)) order by d.event desc limit ?`,
      device,
      JSON.stringify(types),
      limit,
    )
    .map(eventOf);
}
