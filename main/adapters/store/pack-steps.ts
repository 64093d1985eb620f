import { packedEntryText } from './packed-entry';
import type { Packs } from './packs';
import type { SqliteDatabase, SqliteValue } from './sqlite';

/** What the tables need for packing in steps. `packed_at`: when everything of a closed operation was packed. */
export const PACKING_COLUMNS = `
  alter table operation add column packed_at integer;
  create index operation_unpacked on operation (position) where packed_at is null and closed_at is not null and pruned_at is null;
  create table packed_until (
    what text primary key,
    seq integer not null
  ) strict, without rowid;
  -- Entries that are just being packed: removed and written again in one transaction. Empty at any other time.
  create table packing (seq integer primary key) strict;
  drop trigger event_remains;
  create trigger event_remains before delete on event
    when (select pruned_at from operation where operation_id = old.operation_id) is null
      and not exists (select 1 from packing where seq = old.seq)
    begin select raise(abort, 'events are never removed'); end;
`;

/** So many characters go into one block: few enough to be packed between two commits without being noticed. */
const BLOCK_CHARACTERS = 480_000;
const MAX_ROWS = 1_000;
/** Closed scans and submissions are left alone for so long, ms: late answers still come. */
const REST_MS = 3_000;

/**
 * Packs some of what closed scans and the registry hold, inside the transaction that is open. Each step leaves records that are
 * whole, so it may be the last one for as long as you like.
 * @param now ms since 1970
 * @returns whether there is more to do
 */
export function packStep(db: SqliteDatabase, packs: Packs, now: number): boolean {
  const before = now - REST_MS;
  return (
    packOperation(db, packs, before) ||
    packRegistry(db, packs, PACKINGS.submission, 'at', before) ||
    packRegistry(db, packs, PACKINGS.registryEvent, 'created', before)
  );
}

type Columns = Readonly<Record<string, SqliteValue>>;

/** How the rows of one table are packed. */
interface Packing {
  readonly table: 'report' | 'event' | 'delivery' | 'registry_submission' | 'registry_event';
  readonly key: string;
  /** What of a row is packed. */
  readonly texts: (row: Columns) => readonly (string | Uint8Array)[];
  /** What stands in the place of that. */
  readonly pointing: (pointers: readonly string[]) => Columns;
}

const PACKINGS = {
  report: {
    table: 'report',
    key: 'id',
    texts: ({ bytes, properties }) => [bytes as Uint8Array, String(properties)],
    pointing: ([bytes = '', properties = '']) => ({ bytes: Buffer.from(bytes), properties }),
  },
  event: {
    table: 'event',
    key: 'seq',
    texts: ({ body, hash, prev_hash }) => [
      packedEntryText({ body: String(body), hash: String(hash), prev_hash: String(prev_hash) }),
    ],
    pointing: ([body = '']) => ({ body, hash: '', prev_hash: '' }),
  },
  delivery: {
    table: 'delivery',
    key: 'position',
    texts: ({ body }) => [String(body)],
    pointing: ([body = '']) => ({ body }),
  },
  submission: {
    table: 'registry_submission',
    key: 'seq',
    texts: ({ command, command_hash, source, answer }) => [command, command_hash, source, answer].map(String),
    pointing: ([command = '', command_hash = '', source = '', answer = '']) => ({ command, command_hash, source, answer }),
  },
  registryEvent: {
    table: 'registry_event',
    key: 'seq',
    texts: ({ body }) => [String(body)],
    pointing: ([body = '']) => ({ body }),
  },
} as const satisfies Record<string, Packing>;

/** Packs as many of the rows, from the first, as fit in one block. @returns the last one that was packed; null when there was none */
function packRows(
  db: SqliteDatabase,
  packs: Packs,
  operationId: string,
  packing: Packing,
  rows: readonly Columns[],
): Columns | null {
  const { table, key, texts, pointing } = packing;
  const taken: { readonly row: Columns; readonly texts: readonly (string | Uint8Array)[] }[] = [];
  let size = 0;
  for (const row of rows) {
    const own = texts(row);
    const length = own.reduce((sum, text) => sum + text.length, 0);
    if (size > 0 && size + length > BLOCK_CHARACTERS) break;
    size += length;
    taken.push({ row, texts: own });
  }
  const [first] = taken;
  if (first === undefined) return null;
  const pointers = packs.add(
    operationId,
    taken.flatMap((one) => one.texts),
  );
  const columns = Object.keys(first.row);
  const allow = db.prepare('insert into packing (seq) values (?)');
  const remove = db.prepare(`delete from ${table} where ${key} = ?`);
  const insert = db.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`);
  // All are removed before they are written again: a page whose rows only became shorter would keep its room.
  if (table === 'event') for (const { row } of taken) allow.run(row[key] ?? null);
  for (const { row } of taken) remove.run(row[key] ?? null);
  if (table === 'event') db.exec('delete from packing');
  let at = 0;
  for (const one of taken) {
    const short = { ...one.row, ...pointing(pointers.slice(at, at + one.texts.length)) };
    insert.run(...columns.map((name) => short[name] ?? null));
    at += one.texts.length;
  }
  return taken.at(-1)?.row ?? null;
}

function packOperation(db: SqliteDatabase, packs: Packs, before: number): boolean {
  const operation = db
    .prepare(
      `select operation_id from operation
       where packed_at is null and closed_at is not null and pruned_at is null and closed_at < ? order by position limit 1`,
    )
    .get(before) as { readonly operation_id: string } | undefined;
  if (operation === undefined) return false;
  const id = operation.operation_id;
  for (const [packing, sql] of OF_OPERATION) {
    const rows = db.prepare(`${sql} limit ${MAX_ROWS}`).all(id) as Columns[];
    if (packRows(db, packs, id, packing, rows) !== null) return true;
  }
  db.prepare('update operation set packed_at = ? where operation_id = ?').run(before, id);
  return true;
}

/** What of an operation is packed, and which rows are not yet. */
const OF_OPERATION: readonly (readonly [Packing, string])[] = [
  [
    PACKINGS.report,
    `select r.* from event e join report r on r.id = e.report_id
     where e.operation_id = ? and r.properties not like '@%' order by e.seq`,
  ],
  [
    PACKINGS.event,
    "select * from event where operation_id = ? and kind in ('reportReceived', 'mesAnswered') and hash <> '' order by seq",
  ],
  [
    PACKINGS.delivery,
    "select * from delivery where operation_id = ? and body not like '@%' and state in ('accepted', 'rejected') order by position",
  ],
];

/** Packs a table that only grows, and keeps how far that went. */
function packRegistry(db: SqliteDatabase, packs: Packs, packing: Packing, rested: string, before: number): boolean {
  const { table } = packing;
  const until = db.prepare('select seq from packed_until where what = ?').get(table) as { readonly seq: number } | undefined;
  const rows = db
    .prepare(`select * from ${table} where seq > ? and ${rested} < ? order by seq limit ${MAX_ROWS}`)
    .all(until?.seq ?? 0, before) as Columns[];
  const last = packRows(db, packs, '', packing, rows);
  if (last === null) return false;
  db.prepare('insert into packed_until (what, seq) values (?, ?) on conflict (what) do update set seq = excluded.seq').run(
    table,
    last['seq'] ?? 0,
  );
  return true;
}
