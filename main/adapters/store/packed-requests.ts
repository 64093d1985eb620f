import type { Commit } from '../../domain/ports/journal';
import type { WriterRequest } from './writer-protocol';

/**
 * Requests as they cross to the writer's thread: one text and one block of bytes, which costs both threads a fraction of what
 * copying so many small objects does.
 */
export interface PackedRequests {
  /** JSON of the requests, without the bytes of messages. */
  readonly text: string;
  /** The bytes of all messages, in the order of the requests and, inside a commit, of `PARTS_WITH_BYTES`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type PartWithBytes = {
  [Part in keyof Commit]-?: NonNullable<Commit[Part]> extends readonly (infer Entry)[]
    ? Entry extends { readonly bytes: unknown }
      ? Part
      : never
    : never;
}[keyof Commit];

/** All of them, or it does not compile: as JSON, bytes would be something that nobody can store. */
const PARTS_WITH_BYTES = Object.keys({ reports: true, quarantined: true, held: true } satisfies Record<
  PartWithBytes,
  true
>) as readonly PartWithBytes[];

/** In the place of a message's bytes: how many there are. */
interface Counted {
  bytes: number | Uint8Array;
}

/** @throws TypeError when a request holds something that JSON has no word for */
export function packRequests(requests: readonly WriterRequest[]): PackedRequests {
  const messages: Uint8Array[] = [];
  const text = JSON.stringify(requests.map((request) => withoutBytes(request, messages)));
  let length = 0;
  for (const message of messages) length += message.byteLength;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const message of messages) {
    bytes.set(message, at);
    at += message.byteLength;
  }
  return { text, bytes };
}

export function unpackRequests({ text, bytes }: PackedRequests): readonly WriterRequest[] {
  const requests = JSON.parse(text) as readonly WriterRequest[];
  let at = 0;
  const giveBack = (entry: Counted): void => {
    const end = at + Number(entry.bytes);
    entry.bytes = bytes.subarray(at, end);
    at = end;
  };
  for (const request of requests) {
    const commit = commitOf(request);
    for (const part of PARTS_WITH_BYTES) for (const entry of commit?.[part] ?? []) giveBack(entry);
  }
  return requests;
}

function withoutBytes(request: WriterRequest, messages: Uint8Array[]): unknown {
  const commit = commitOf(request);
  const counted: Partial<Record<PartWithBytes, readonly Counted[]>> = {};
  for (const part of PARTS_WITH_BYTES) {
    const entries = commit?.[part];
    if (entries !== undefined) counted[part] = entries.map((entry) => countedBytes(entry, messages));
  }
  if (Object.keys(counted).length === 0) return request;
  return { ...request, change: { kind: 'commit', commit: { ...commit, ...counted } } };
}

function countedBytes(entry: { readonly bytes: Uint8Array }, messages: Uint8Array[]): Counted {
  messages.push(entry.bytes);
  return { ...entry, bytes: entry.bytes.byteLength };
}

function commitOf(request: WriterRequest): Commit | null {
  return request.kind === 'write' && request.change.kind === 'commit' ? request.change.commit : null;
}
