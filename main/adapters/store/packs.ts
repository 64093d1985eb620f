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

/**
 * Stands in the place of a text that was packed: the block, and the place in it. No text that is stored begins so: they are JSON
 * objects and hashes.
 */
const POINTER = /^@(\d+):(\d+)$/;
const POINTER_BYTE = 0x40;
const MOST_POINTER_BYTES = 40;
const LENGTH_BYTES = 4;
/** As many blocks stay unpacked in memory as are usually read together. */
const MOST_CACHED = 4;

export interface Packs {
  /** The text that was packed, or the one given when it is none that was. @throws AppError `recordsDamaged` when its block is gone or damaged */
  text(stored: string): string;
  bytes(stored: Uint8Array): Uint8Array;
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
    load ??= db.prepare('select bytes from pack where id = ?');
    const row = load.get(id) as { readonly bytes: Uint8Array } | undefined;
    const items = row === undefined ? null : itemsOf(row.bytes);
    if (items === null)
      throw new AppError(
        'recordsDamaged',
        `Block ${id} of packed records is ${row === undefined ? 'missing' : 'damaged'}: it was altered afterwards.`,
      );
    if (unpacked.size >= MOST_CACHED) unpacked.delete(unpacked.keys().next().value ?? id);
    unpacked.set(id, items);
    return items;
  };

  const find = (pointer: string): Buffer | null => {
    const [, id, place] = POINTER.exec(pointer) ?? [];
    if (id === undefined) return null;
    const item = blockOf(Number(id))[Number(place)];
    if (item === undefined)
      throw new AppError('recordsDamaged', `Block ${id} of packed records is damaged: it was altered afterwards.`);
    return item;
  };

  return {
    text: (stored) => (stored.startsWith('@') ? (find(stored)?.toString('utf8') ?? stored) : stored),
    bytes(stored) {
      if (stored[0] !== POINTER_BYTE || stored.byteLength > MOST_POINTER_BYTES) return stored;
      const item = find(Buffer.from(stored).toString('latin1'));
      // A copy: the block stays in memory only as long as it is needed here.
      return item === null ? stored : Uint8Array.from(item);
    },
    add(operationId, texts) {
      const { lastInsertRowid } = db
        .prepare('insert into pack (operation_id, bytes) values (?, ?)')
        .run(operationId, packed(texts.map((text) => Buffer.from(text))));
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

/** Null for bytes that are no block. */
function itemsOf(bytes: Uint8Array): readonly Buffer[] | null {
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
