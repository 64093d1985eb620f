import { hash as digest } from 'node:crypto';
import type { Selectable } from 'kysely';
import { chainText } from '../../domain/records/chain-text';
import type { PrunedRange } from '../../domain/scan/events';
import type { EventTable } from './tables';

/** What the first entry names as its predecessor. */
export const CHAIN_START = '0'.repeat(64);

/** The part of a stored event that its hash covers. */
export interface ChainedEvent {
  readonly seq: number;
  readonly operationId: string;
  readonly at: number;
  /** Canonical JSON of the event. */
  readonly body: string;
}

/**
 * SHA-256 over the predecessor's hash and the canonical JSON of the entry, in hexadecimal. Shows what was changed, removed or put elsewhere
 * afterwards; whoever can write the database can also compute new hashes, so it is no signature.
 */
export function chainHash(previousHash: string, entry: ChainedEvent): string {
  return digest('sha256', chainText(previousHash, entry));
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainLink extends ChainedEvent {
  readonly kind: string;
  readonly reportId: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** Removed stretches by the number of their first entry, as checkpoints name them. */
export type PrunedRanges = ReadonlyMap<number, PrunedRange>;

/** The first bad entry of a stretch of the chain as one sentence, or null. Over a gap it holds only where a checkpoint seals it. */
export function findBrokenLink(head: ChainHead, links: readonly ChainLink[], pruned: PrunedRanges): string | null {
  let { seq, hash } = head;
  for (const link of links) {
    for (let range = pruned.get(seq + 1); range !== undefined; range = pruned.get(seq + 1)) {
      if (link.seq <= range.to)
        return `${nameOf(link)} stands among entries that were pruned: it was put there afterwards, or the checkpoint is not true.`;
      ({ to: seq, lastHash: hash } = range);
    }
    if (link.seq !== seq + 1) return missing(seq + 1, link.seq - 1);
    if (link.previousHash !== hash) return whatHappenedBetween(link, links);
    if (!isWhole(link)) return `${nameOf(link)} was altered after it was written.`;
    ({ seq, hash } = link);
  }
  return null;
}

/** An entry as it is stored. */
export function chainLinkOf(row: Selectable<EventTable>): ChainLink {
  return {
    seq: row.seq,
    operationId: row.operation_id,
    at: row.at,
    body: row.body,
    kind: row.kind,
    reportId: row.report_id,
    previousHash: row.prev_hash,
    hash: row.hash,
  };
}

/** Whether an entry is as it was written, by its own hash. */
export function isWhole(link: ChainLink): boolean {
  return link.hash === chainHash(link.previousHash, link) && columnsAgree(link);
}

export function missing(from: number, to: number): string {
  return to > from ? `Entries ${from} to ${to} of the event log are missing.` : `Entry ${from} of the event log is missing.`;
}

/** An entry that names another predecessor than the one before it: which of them is wrong, and how. */
function whatHappenedBetween(link: ChainLink, links: readonly ChainLink[]): string {
  const { seq } = link;
  if (isWhole(link))
    return `Entry ${seq - 1} of the event log was altered after it was written: entry ${seq} follows from another one.`;
  const written = placeWrittenFor(link);
  if (written === null) return `${nameOf(link)} was altered after it was written.`;
  const owner = links.find((other) => other.hash === chainHash(other.previousHash, { ...other, seq }));
  return owner === undefined
    ? `Entry ${seq} of the event log is missing: in its place stands the one that was written as entry ${written} (${link.kind} of operation ${link.operationId}).`
    : `Entries of the event log were reordered: in place ${seq} stands the one that was written as entry ${written}, and in place ${owner.seq} the one written as ${seq}.`;
}

/** As far as an entry is looked for from where it stands. */
const FARTHEST_MOVE = 2_000;

/** The number under which an entry's own hash is right; null when it is under none near by. */
function placeWrittenFor(link: ChainLink): number | null {
  for (let distance = 0; distance <= FARTHEST_MOVE; distance += 1) {
    for (const seq of distance === 0 ? [link.seq] : [link.seq - distance, link.seq + distance])
      if (seq > 0 && link.hash === chainHash(link.previousHash, { ...link, seq })) return seq;
  }
  return null;
}

function nameOf({ seq, kind, operationId }: ChainLink): string {
  return `Entry ${seq} of the event log (${kind} of operation ${operationId})`;
}

/** `kind` and `reportId` stand in columns of their own for queries; the body is what is hashed. */
function columnsAgree({ kind, reportId, body }: ChainLink): boolean {
  const event = JSON.parse(body) as { readonly kind?: unknown; readonly reportId?: unknown };
  return event.kind === kind && (event.reportId ?? null) === reportId;
}
