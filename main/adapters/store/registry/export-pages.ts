import type { SqliteValue } from '../sqlite';
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
import type { Statements } from './statements';

export const EXPORT_KINDS = ['device', 'event', 'placement', 'tag', 'agent', 'image'] as const;

export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Where the next page begins. */
export type ExportCursor = readonly (string | number)[];

export interface ExportPage {
  /** `{"kind":…}` with the record, one JSON text each. */
  readonly lines: readonly string[];
  /** Null: that was all of this kind. */
  readonly next: ExportCursor | null;
}

interface Table<Row extends object> {
  /** `from` clause and, where needed, the columns. */
  readonly sql: string;
  readonly key: readonly (keyof Row & string)[];
  readonly record: (row: Row) => object;
}

const PAGE = 500;

/** One page of one kind of record, in a stable order. */
export function exportPage(statements: Statements, kind: ExportKind, after: ExportCursor | null): ExportPage {
  switch (kind) {
    case 'device':
      return page<DeviceRow>(statements, kind, after, { sql: '* from registry_device_whole', key: ['id'], record: deviceOf });
    case 'event':
      return page<EventRow & { readonly seq: number }>(statements, kind, after, {
        sql: '* from registry_event',
        key: ['seq'],
        record: eventOf,
      });
    case 'placement':
      return page<PlacementRow>(statements, kind, after, {
        sql: '* from registry_stay',
        key: ['component', 'since_seq'],
        record: placementOf,
      });
    case 'tag':
      return page<TagRow>(statements, kind, after, { sql: '* from registry_tag', key: ['id', 'organization'], record: tagOf });
    case 'agent':
      return page<AgentRow & { readonly position: number }>(statements, kind, after, {
        sql: '* from registry_agent',
        key: ['position'],
        record: agentOf,
      });
    case 'image':
      return page<ImageRow & { readonly position: number }>(statements, kind, after, {
        sql: 'position, id, image_set, device, name, file_format, orientation from registry_image',
        key: ['position'],
        record: imageOf,
      });
    default:
      return kind satisfies never;
  }
}

function page<Row extends object>(
  statements: Statements,
  kind: ExportKind,
  after: ExportCursor | null,
  table: Table<Row>,
): ExportPage {
  const { sql, key, record } = table;
  const columns = key.join(', ');
  const from = after === null ? '' : `where (${columns}) > (${key.map(() => '?').join(', ')})`;
  const rows = statements.all<Row>(
    `select ${sql} ${from} order by ${columns} limit ${PAGE}`,
    ...((after ?? []) satisfies readonly SqliteValue[]),
  );
  const last = rows.at(-1);
  return {
    lines: rows.map((row) => JSON.stringify({ kind, ...record(row) })),
    next: last === undefined || rows.length < PAGE ? null : key.map((name) => last[name] as string | number),
  };
}
