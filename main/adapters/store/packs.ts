import { english } from '../../../messages/english';
import { text, type Text } from '../../../protocol/texts/text';
import { hash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { AppError } from '../../domain/errors';
import type { SqliteDatabase, SqliteStatement } from './sqlite';

/** Many texts as one compressed block: what they share is stored once. */
export const PACK_TABLE = `
  create table pack (
    id integer primary key autoincrement,
    -- Whose texts they are, so that they go with it; empty for the registry's.
    operation_id text not null,
    bytes blob not null
  ) strict;
  create index pack_operation on pack (operation_id) where operation_id <> '';
`;

/** What a block's bytes are known by, so that a change in it is found that still unpacks. Blocks before have none. */
export const PACK_DIGEST = 'alter table pack add column digest text;';

/**
 * Stands in the place of a text that was packed: the block, and the place in it. No text that is stored begins so: they are JSON
 * objects and hashes.
 */
const POINTER = /^@(\d+):(\d+)$/;
const POINTER_BYTE = 0x40;
const MAX_POINTER_BYTES = 40;
const LENGTH_BYTES = 4;
/** As many blocks stay unpacked in memory as are usually read together. */
const MAX_CACHED = 4;
const BLOCKS_AT_ONCE = 100;
/** What points to blocks of which the event log knows nothing. */
const POINTING = [
  ['delivery', 'body'],
  ['registry_submission', 'command'],
  ['registry_event', 'body'],
] as const;

/** A look at some of the blocks. */
export interface BlockCheck {
  /** One sentence on the first that is not as it was written, or is missing. */
  readonly problem: string | null;
  readonly last: number;
  readonly done: boolean;
}

interface Block {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly digest: string | null;
}

export interface Packs {
  /** The text that was packed, or the one given when it is none that was. @throws AppError `recordsDamaged` when its block is gone or damaged */
  text(stored: string): string;
  bytes(stored: Uint8Array): Uint8Array;
  /** Looks at some blocks behind this one, and in the end whether any is missing. */
  check(after: number): BlockCheck;
  /** Stores texts as one block. @returns what to put in the place of each */
  add(operationId: string, texts: readonly (string | Uint8Array)[]): readonly string[];
}

/** Reads and writes packed texts. The caller holds the transaction when it writes. */
export function createPacks(db: SqliteDatabase): Packs {
  let load: SqliteStatement | null = null;
  const unpacked = new Map<number, readonly Buffer[]>();

  const blockOf = (id: number): readonly Buffer[] => {
    const known = unpacked.get(id);
    if (known !== undefined) return known;
    load ??= db.prepare('select id, bytes, digest from pack where id = ?');
    const row = load.get(id) as Block | undefined;
    const items = row === undefined ? null : itemsOf(row);
    if (items === null) throw new AppError('recordsDamaged', damage(id, row === undefined ? 'missing' : 'damaged'));
    if (unpacked.size >= MAX_CACHED) unpacked.delete(unpacked.keys().next().value ?? id);
    unpacked.set(id, items);
    return items;
  };

  const find = (pointer: string): Buffer | null => {
    const [, id, place] = POINTER.exec(pointer) ?? [];
    if (id === undefined) return null;
    const item = blockOf(Number(id))[Number(place)];
    if (item === undefined) throw new AppError('recordsDamaged', damage(Number(id), 'damaged'));
    return item;
  };

  return {
    text: (stored) => (stored.startsWith('@') ? (find(stored)?.toString('utf8') ?? stored) : stored),
    bytes(stored) {
      if (stored[0] !== POINTER_BYTE || stored.byteLength > MAX_POINTER_BYTES) return stored;
      const item = find(Buffer.from(stored).toString('latin1'));
      // A copy: the block stays in memory only as long as it is needed here.
      return item === null ? stored : Uint8Array.from(item);
    },
    check(after) {
      const rows = db
        .prepare('select id, bytes, digest from pack where id > ? order by id limit ?')
        .all(after, BLOCKS_AT_ONCE) as readonly object[] as readonly Block[];
      const last = rows.at(-1)?.id ?? after;
      const done = rows.length < BLOCKS_AT_ONCE;
      const damaged = rows.find((row) => itemsOf(row) === null);
      if (damaged !== undefined) return { problem: english(damage(damaged.id, 'damaged')), last, done };
      const missing = done ? missingBlock(db) : null;
      return { problem: missing === null ? null : english(damage(missing, 'missing')), last, done };
    },
    add(operationId, texts) {
      const bytes = packed(texts.map((one) => Buffer.from(one)));
      const { lastInsertRowid } = db
        .prepare('insert into pack (operation_id, bytes, digest) values (?, ?, ?)')
        .run(operationId, bytes, digestOf(bytes));
      return texts.map((_, place) => `@${lastInsertRowid}:${place}`);
    },
  };
}

function packed(items: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(LENGTH_BYTES * (items.length + 1));
  head.writeUInt32LE(items.length);
  for (const [index, { byteLength }] of items.entries()) head.writeUInt32LE(byteLength, LENGTH_BYTES * (index + 1));
  return brotliCompressSync(Buffer.concat([head, ...items]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 7, [constants.BROTLI_PARAM_LGWIN]: 18 },
  });
}

function damage(id: number, what: 'missing' | 'damaged'): Text {
  return text('store.blockDamaged', { block: String(id), what });
}

function digestOf(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

/** The first block that something points to and that is not there. */
function missingBlock(db: SqliteDatabase): number | null {
  for (const [table, column] of POINTING) {
    const sql = `select min(block) as block from (select cast(substr(${column}, 2) as integer) as block from ${table} where ${column} like '@%')
      where block not in (select id from pack)`;
    const { block } = db.prepare(sql).get() as { readonly block: number | null };
    if (block !== null) return block;
  }
  return null;
}

/** Null for bytes that are no block, or not the one that was written. */
function itemsOf({ bytes, digest }: Block): readonly Buffer[] | null {
  if (digest !== null && digest !== digestOf(bytes)) return null;
  try {
    const whole = brotliDecompressSync(bytes);
    const count = whole.readUInt32LE();
    const items: Buffer[] = [];
    let at = LENGTH_BYTES * (count + 1);
    for (let index = 1; index <= count; index += 1) {
      const end = at + whole.readUInt32LE(LENGTH_BYTES * index);
      items.push(whole.subarray(at, end));
      at = end;
    }
    return at === whole.byteLength ? items : null;
  } catch {
    return null;
  }
}
