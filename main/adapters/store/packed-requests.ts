import type { Commit } from '../../domain/ports';
import type { WriterRequest } from './writer-protocol';

/**
 * Requests as they cross to the writer's thread: one text and one block of bytes, which costs both threads a fraction of what
 * copying so many small objects does.
 */
export interface PackedRequests {
  /** JSON of the requests, without the bytes of messages. */
  readonly text: string;
  /** The bytes of all messages, in the order of the requests; reports stand before quarantined ones. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

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
    for (const report of commit?.reports ?? []) giveBack(report);
    for (const message of commit?.quarantined ?? []) giveBack(message);
  }
  return requests;
}

function withoutBytes(request: WriterRequest, messages: Uint8Array[]): unknown {
  const commit = commitOf(request);
  if (commit === null || (commit.reports === undefined && commit.quarantined === undefined)) return request;
  const counted = <T extends { readonly bytes: Uint8Array }>(entry: T): Omit<T, 'bytes'> & { readonly bytes: number } => {
    messages.push(entry.bytes);
    return { ...entry, bytes: entry.bytes.byteLength };
  };
  const reports = commit.reports?.map(counted);
  const quarantined = commit.quarantined?.map(counted);
  return { ...request, change: { kind: 'commit', commit: { ...commit, reports, quarantined } } };
}

function commitOf(request: WriterRequest): Commit | null {
  return request.kind === 'write' && request.change.kind === 'commit' ? request.change.commit : null;
}
