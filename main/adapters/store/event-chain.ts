import { hash as digest } from 'node:crypto';

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
export function chainHash(previousHash: string, { seq, operationId, at, body }: ChainedEvent): string {
  const entry = `{"at":${at},"event":${body},"operationId":${JSON.stringify(operationId)},"seq":${seq}}`;
  return digest('sha256', `${previousHash}\n${entry}`);
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

/** The first bad entry of a stretch of the chain as one sentence, or null. */
export function findBrokenLink(head: ChainHead, links: readonly ChainLink[]): string | null {
  let { seq, hash } = head;
  for (const link of links) {
    if (link.seq !== seq + 1) return `Entry ${seq + 1} of the event log is missing.`;
    const name = `Entry ${link.seq} of the event log (${link.kind} of operation ${link.operationId})`;
    if (link.previousHash !== hash)
      return `${name} does not follow from the entry before it: one of the two was altered or exchanged.`;
    if (link.hash !== chainHash(hash, link) || !columnsAgree(link)) return `${name} was altered after it was written.`;
    ({ seq, hash } = link);
  }
  return null;
}

/** `kind` and `reportId` stand in columns of their own for queries; the body is what is hashed. */
function columnsAgree({ kind, reportId, body }: ChainLink): boolean {
  const event = JSON.parse(body) as { readonly kind?: unknown; readonly reportId?: unknown };
  return event.kind === kind && (event.reportId ?? null) === reportId;
}
