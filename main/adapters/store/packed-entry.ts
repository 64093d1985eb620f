import type { Packs } from './packs';

const HASH_CHARACTERS = 64;

/** What of an entry of the event log is packed: its body and the two hashes, as one text. */
interface EntryColumns {
  readonly body: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export function packedEntryText({ prev_hash, hash, body }: EntryColumns): string {
  return `${prev_hash}${hash}${body}`;
}

/** An entry as it was written, whether it was packed since or not. */
export function wholeEntry<Row extends EntryColumns>(packs: Packs, row: Row): Row {
  if (row.hash !== '') return row;
  const text = packs.text(row.body);
  return {
    ...row,
    prev_hash: text.slice(0, HASH_CHARACTERS),
    hash: text.slice(HASH_CHARACTERS, 2 * HASH_CHARACTERS),
    body: text.slice(2 * HASH_CHARACTERS),
  };
}
