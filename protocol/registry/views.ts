import * as z from 'zod';
import { TextsSchema } from '../texts/schema';
import { RateResult } from './rating';
import { AGENT_TYPES, PHYSICAL_STATES, RATING_RANGES, SEVERITIES, TRADING_STATES } from './vocabulary';
import { DEVICE_TYPES } from './device-types';
import { EVENT_TYPES } from './event-types';

/** What the registry shows: the answers to the window's and the command line's questions. Times are ISO 8601 UTC; null is unknown. */

const DeviceTypeWord = z.enum(DEVICE_TYPES);
const EventTypeWord = z.enum(EVENT_TYPES);
const TradingWord = z.enum(TRADING_STATES);
const PhysicalWord = z.enum(PHYSICAL_STATES);
const RangeWord = z.enum(RATING_RANGES);
const Value = z.union([z.string(), z.number(), z.boolean()]);

// ---------------------------------------------------------------- list

export const DeviceSort = z.enum(['updated', 'rating', 'price', 'model', 'id']);
export type DeviceSort = z.infer<typeof DeviceSort>;

/** What the list is asked for. Every filter that is there must hold. */
export const DeviceQuery = z.strictObject({
  /** Words; each must begin a word of model, manufacturer, serial number, HID or a tag. */
  text: z.string().max(200).optional(),
  /** This type and those below it. Without it: everything but components. */
  type: DeviceTypeWord.optional(),
  trading: TradingWord.optional(),
  physical: PhysicalWord.optional(),
  minRating: z.number().min(0).max(100).optional(),
  maxRating: z.number().min(0).max(100).optional(),
  /** Exactly this model. */
  model: z.string().max(200).optional(),
  sort: DeviceSort.default('updated'),
  descending: z.boolean().default(true),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
});
export type DeviceQuery = z.infer<typeof DeviceQuery>;

export const DeviceListRow = z.strictObject({
  id: z.int(),
  type: DeviceTypeWord,
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string().nullable(),
  hid: z.string().nullable(),
  tags: z.array(z.string()),
  trading: TradingWord.nullable(),
  physical: PhysicalWord.nullable(),
  rating: z.number().nullable(),
  range: RangeWord.nullable(),
  price: z.strictObject({ amount: z.number(), currency: z.string() }).nullable(),
  componentCount: z.int(),
  /** True while a Snapshot of it waits for events. */
  open: z.boolean(),
  updated: z.string(),
});
export type DeviceListRow = z.infer<typeof DeviceListRow>;

export const DeviceList = z.strictObject({
  rows: z.array(DeviceListRow),
  /** How many there are on all pages. */
  total: z.int(),
});
export type DeviceList = z.infer<typeof DeviceList>;

// ---------------------------------------------------------------- parts of a device page

/** Enough of a device or component to name it and link to it. */
export const DeviceLink = z.strictObject({
  id: z.int(),
  type: DeviceTypeWord,
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string().nullable(),
});
export type DeviceLink = z.infer<typeof DeviceLink>;

export const ComponentView = z.strictObject({
  ...DeviceLink.shape,
  hid: z.string().nullable(),
  properties: z.record(z.string(), Value),
  /** Since when it is in there; null when that is not known. */
  since: z.string().nullable(),
});
export type ComponentView = z.infer<typeof ComponentView>;

/** One stay of one component, for `composition over time`. */
export const PlacementView = z.strictObject({
  component: DeviceLink,
  parent: DeviceLink,
  since: z.string(),
  sinceEvent: z.string(),
  until: z.string().nullable(),
  untilEvent: z.string().nullable(),
  /** The scan that saw it go; null when no scan did. */
  untilOperation: z.string().nullable(),
  /** Where the component is now; null when it is in nothing. */
  now: DeviceLink.nullable(),
});
export type PlacementView = z.infer<typeof PlacementView>;

export const EventView = z.strictObject({
  id: z.string(),
  type: EventTypeWord,
  name: z.string().nullable(),
  description: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  /** When it happened where that was said, else when it was written. */
  at: z.string(),
  created: z.string(),
  /** One line for the timeline: what it found or did. */
  summary: TextsSchema,
  devices: z.array(DeviceLink),
  components: z.array(DeviceLink),
  parent: DeviceLink.nullable(),
  snapshot: z.string().nullable(),
  closed: z.boolean(),
  marks: z.array(z.enum(['late', 'outOfOrder'])),
  agent: z.string().nullable(),
  author: z.string().nullable(),
  operation: z.string().nullable(),
  /** Own fields of its type, as `GET /events/ID` gives them. */
  fields: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof EventView>;

export const RatingView = z.strictObject({
  event: z.string(),
  software: z.string(),
  version: z.string(),
  at: z.string(),
  result: RateResult,
  /** How many pictures went into it, and how many still wait for a rate. */
  photos: z.int(),
  photosWaiting: z.int(),
  /** The same device by the other algorithms, latest first. */
  others: z.array(z.strictObject({ software: z.string(), version: z.string(), rating: z.number(), range: RangeWord })),
});
export type RatingView = z.infer<typeof RatingView>;

const SharePartView = z.strictObject({ amount: z.number(), percentage: z.number() });
const ShareView = z.strictObject({ standard: SharePartView, warranty2: SharePartView.nullable() });

export const PriceView = z.strictObject({
  event: z.string(),
  at: z.string(),
  amount: z.number(),
  currency: z.string(),
  /** Null when a person set it. */
  software: z.string().nullable(),
  version: z.string().nullable(),
  shares: z
    .strictObject({ refurbisher: ShareView, retailer: ShareView, platform: ShareView, warranty2: z.number().nullable() })
    .nullable(),
});
export type PriceView = z.infer<typeof PriceView>;

export const PhotoView = z.strictObject({
  id: z.string(),
  imageSet: z.string(),
  name: z.string(),
  fileFormat: z.enum(['jpg', 'png']),
  orientation: z.enum(['Vertical', 'Horizontal']),
  at: z.string(),
  /** The last rating of this picture, 0 to 10; null while it has none. */
  rating: z.number().nullable(),
});
export type PhotoView = z.infer<typeof PhotoView>;

export const TagView = z.strictObject({
  id: z.string(),
  secondary: z.string().nullable(),
  organization: z.string().nullable(),
  provider: z.string().nullable(),
  device: DeviceLink.nullable(),
  created: z.string(),
});
export type TagView = z.infer<typeof TagView>;

/** One scan in which the device was seen. */
export const DeviceScanView = z.strictObject({
  operation: z.string(),
  at: z.string(),
  snapshot: z.string(),
  /** How many components came and went with it. */
  added: z.int(),
  removed: z.int(),
});
export type DeviceScanView = z.infer<typeof DeviceScanView>;

/** A Snapshot that waits for events. */
export const OpenSnapshotView = z.strictObject({
  id: z.string(),
  uuid: z.string().nullable(),
  device: DeviceLink,
  since: z.string(),
  /** When the last event of it came. */
  lastEventAt: z.string(),
  expected: z.array(z.strictObject({ type: EventTypeWord, met: z.boolean() })),
  missing: z.array(EventTypeWord),
  /** No event came for longer than the setting allows. */
  stalled: z.boolean(),
});
export type OpenSnapshotView = z.infer<typeof OpenSnapshotView>;

export const AgentView = z.strictObject({
  id: z.string(),
  type: z.enum(AGENT_TYPES),
  name: z.string(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
  telephone: z.string().nullable(),
  roles: z.array(z.string()),
  created: z.string(),
});
export type AgentView = z.infer<typeof AgentView>;

// ---------------------------------------------------------------- the page

/** Everything that a device page shows. For a component, `components` is empty and `parent` says where it is. */
export const DevicePage = z.strictObject({
  ...DeviceListRow.shape,
  created: z.string(),
  properties: z.record(z.string(), Value),
  parent: DeviceLink.nullable(),
  owner: AgentView.nullable(),
  possessor: AgentView.nullable(),
  photos: z.array(PhotoView),
  components: z.array(ComponentView),
  /** Every stay, the last to end or still going on first. For a component: the computers that it was in. */
  composition: z.array(PlacementView),
  /** Latest first; at most `EVENTS_ON_A_PAGE`, the rest by `events`. */
  events: z.array(EventView),
  eventCount: z.int(),
  ratingDetails: RatingView.nullable(),
  priceDetails: PriceView.nullable(),
  tagDetails: z.array(TagView),
  scans: z.array(DeviceScanView),
  openSnapshots: z.array(OpenSnapshotView),
});
export type DevicePage = z.infer<typeof DevicePage>;

export const EVENTS_ON_A_PAGE = 200;

/** Where a card or disk was and is, to explain a mismatch of a scan. */
export const Whereabouts = z.strictObject({
  component: DeviceLink,
  /** Where it is now; null when it is in nothing that is known. */
  now: DeviceLink.nullable(),
  /** Its stays, latest first. */
  stays: z.array(
    z.strictObject({
      parent: DeviceLink,
      since: z.string(),
      until: z.string().nullable(),
      /** The scan that saw it go; null when no scan did. */
      untilOperation: z.string().nullable(),
    }),
  ),
});
export type Whereabouts = z.infer<typeof Whereabouts>;
