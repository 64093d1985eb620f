import type { EventRecord } from '../../../domain/registry/model';
import {
  type ComponentView,
  type DevicePage,
  type DeviceScanView,
  EVENTS_ON_A_PAGE,
  type PhotoView,
  type PriceView,
  type RatingView,
} from '../../../../protocol/registry/views';
import { deviceListRow } from './device-list';
import { createDeviceLinks } from './device-links';
import { countEventsOf, eventsOfDevice, latestOwnEvents } from './event-views';
import { listOpenSnapshots, type Patience } from './open-snapshots';
import { compositionOf } from './placement-views';
import { type DeviceRow, deviceOf, type EventRow, eventOf, type ImageRow, imageOf, instant } from './records';
import type { Statements } from './statements';
import { findAgent, tagsOfDevice } from './tag-and-agent-views';

/** How many other rates and scans a page shows. */
const MAX_OTHERS = 20;
const MAX_SCANS = 200;
const MAX_PICTURE_RATES = 1_000;

/** Everything that the page of one device shows; null when there is no such device. */
export function devicePage(statements: Statements, id: number, patience: Patience): DevicePage | null {
  const row = statements.first<DeviceRow>('select * from registry_device_whole where id = ?', id);
  if (row === null) return null;
  const device = deviceOf(row);
  const link = createDeviceLinks(statements);
  return {
    ...deviceListRow(statements, id),
    created: device.created,
    properties: { ...device.properties },
    parent: device.parent === null ? null : link(device.parent),
    owner: findAgent(statements, device.standing.owner),
    possessor: findAgent(statements, device.standing.possessor),
    photos: [...photosOf(statements, id)],
    components: [...componentsOf(statements, id)],
    composition: [...compositionOf(statements, id)],
    events: [...eventsOfDevice(statements, id, 0, EVENTS_ON_A_PAGE)],
    eventCount: countEventsOf(statements, id),
    ratingDetails: ratingOf(statements, findEvent(statements, device.standing.rating?.event), id),
    priceDetails: priceOf(findEvent(statements, device.standing.price?.event)),
    tagDetails: [...tagsOfDevice(statements, id)],
    scans: [...scansOf(statements, id)],
    openSnapshots: [...listOpenSnapshots(statements, patience, id)],
  };
}

function findEvent(statements: Statements, id: string | undefined): EventRecord | null {
  const row = id === undefined ? null : statements.first<EventRow>('select * from registry_event where id = ?', id);
  return row === null ? null : eventOf(row);
}

function componentsOf(statements: Statements, parent: number): readonly ComponentView[] {
  return statements
    .all<DeviceRow & { readonly since: number | null }>(
      `select d.*, (
         select e.created from registry_placement p join registry_event e on e.seq = p.since_event
         where p.component = d.id and p.until_event is null
       ) as since from registry_device_whole d where d.parent = ? order by d.id`,
      parent,
    )
    .map((row) => {
      const { id, type, manufacturer, model, serialNumber, hid, properties } = deviceOf(row);
      const since = row.since === null ? null : instant(row.since);
      return { id, type, manufacturer, model, serialNumber, hid, properties: { ...properties }, since };
    });
}

function photosOf(statements: Statements, device: number): readonly PhotoView[] {
  const rows = statements.all<ImageRow & { readonly at: number }>(
    `select i.id, i.image_set, i.device, i.name, i.file_format, i.orientation, e.created as at
     from registry_image i join registry_event e on e.id = i.image_set where i.device = ? order by i.position`,
    device,
  );
  if (rows.length === 0) return [];
  const ratings = new Map<string, number | null>();
  for (const { details } of latestOwnEvents(statements, device, ['PhotoboxUserRate', 'PhotoboxAIRate'], MAX_PICTURE_RATES)) {
    if (details.family === 'photoboxRate' && !ratings.has(details.image)) ratings.set(details.image, details.rating);
  }
  return rows.map((row) => {
    const { id, imageSet, name, fileFormat, orientation } = imageOf(row);
    return { id, imageSet, name, fileFormat, orientation, at: instant(row.at), rating: ratings.get(id) ?? null };
  });
}

function ratingOf(statements: Statements, event: EventRecord | null, device: number): RatingView | null {
  if (event?.details.family !== 'aggregateRating' || event.details.result === null) return null;
  const { software, version, result, photobox, imageSet } = event.details;
  const set = findEvent(statements, imageSet ?? undefined);
  const pictures = set?.details.family === 'imageSet' ? set.details.images.length : photobox.length;
  return {
    event: event.id,
    software,
    version,
    at: event.created,
    result,
    photos: photobox.length,
    photosWaiting: Math.max(0, pictures - photobox.length),
    others: othersOf(statements, device, `${software} ${version}`),
  };
}

/** The last rate of each other algorithm. */
function othersOf(statements: Statements, device: number, official: string): RatingView['others'] {
  const others = new Map<string, RatingView['others'][number]>();
  for (const { details } of latestOwnEvents(statements, device, ['WorkbenchRate'], MAX_OTHERS)) {
    if (details.family !== 'manualRate' || details.result === null || details.software === null) continue;
    const version = details.version ?? '';
    const name = `${details.software} ${version}`;
    if (name === official || others.has(name)) continue;
    others.set(name, { software: details.software, version, rating: details.result.rating, range: details.result.range });
  }
  return [...others.values()];
}

function priceOf(event: EventRecord | null): PriceView | null {
  if (event?.details.family !== 'price') return null;
  const { amount, currency, software, version, shares } = event.details;
  return { event: event.id, at: event.created, amount, currency, software, version, shares };
}

function scansOf(statements: Statements, device: number): readonly DeviceScanView[] {
  return latestOwnEvents(statements, device, ['Snapshot'], MAX_SCANS).flatMap(({ id, operation, created, details }) =>
    operation === null || details.family !== 'snapshot'
      ? []
      : [{ operation, at: created, snapshot: id, added: details.added.length, removed: details.removed.length }],
  );
}
