import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { byKind } from '../../protocol/delivery-kinds';
import { type PostRoute, RECEIVED_NAMES } from './routes';

/** One POST as it came in and what the factory did with it; one line of `<data folder>/<kind>.jsonl`. */
const ReceivedRecord = z.strictObject({
  /** ISO 8601 instant. */
  at: z.string(),
  path: z.string(),
  /** Lower-case names; the value of `authorization` is cut to its scheme. */
  headers: z.record(z.string(), z.string()),
  /** The header `Idempotency-Key`; null when the sender gave none. */
  idempotencyKey: z.string().nullable(),
  /** The body exactly as received: text, or base64 when the bytes are not UTF-8. */
  raw: z.string(),
  rawEncoding: z.enum(['utf8', 'base64']),
  /** The status answered; null when no answer was sent. */
  status: z.int().nullable(),
  /** What the request did took effect. */
  accepted: z.boolean(),
  /** Its idempotency key had taken effect before, so it changed nothing. */
  duplicate: z.boolean(),
  /** The body of the answer, for a later duplicate; empty when nothing took effect. */
  answer: z.string(),
  /** The misbehaviour that it met; null when it was served as it should be. */
  misbehaviour: z.string().nullable(),
});
type ReceivedRecord = z.infer<typeof ReceivedRecord>;

/** A received request as it is shown: the record with its body parsed (null when it is not JSON). */
export type ReceivedRequest = ReceivedRecord & { readonly body: unknown };

/** How much of one kind came in. */
export interface ReceivedCounts {
  readonly total: number;
  readonly accepted: number;
  /** Requests whose key had taken effect before. */
  readonly duplicates: number;
  readonly distinctKeys: number;
  /** Keys that came again after they had taken effect. */
  readonly doubledKeys: readonly string[];
  /** Keys that came with two different bodies. */
  readonly keysWithOtherBody: readonly string[];
  readonly withoutKey: number;
}

export interface ReceivedStore {
  /** Writes one line and remembers it. */
  append(route: PostRoute, record: ReceivedRecord): void;
  /** Oldest first. */
  list(route: PostRoute): readonly ReceivedRequest[];
  count(route: PostRoute): ReceivedCounts;
  /** The first request of this kind that took effect under a key. */
  effectOf(route: PostRoute, key: string): ReceivedRecord | undefined;
}

/** What the factory received, in memory and (with a folder) in append-only files that a later start reads again. */
export function openReceivedStore(folder: string | undefined): ReceivedStore {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const records = byKind((): ReceivedRecord[] => []);
  const effects = byKind(() => new Map<string, ReceivedRecord>());

  function remember(route: PostRoute, record: ReceivedRecord): void {
    records[route].push(record);
    const key = record.idempotencyKey;
    if (key !== null && record.accepted && !record.duplicate) effects[route].set(key, record);
  }

  if (folder !== undefined) {
    for (const [route, name] of Object.entries(RECEIVED_NAMES) as [PostRoute, string][]) {
      for (const record of readLines(join(folder, `${name}.jsonl`))) remember(route, record);
    }
  }

  return {
    append: (route, record) => {
      if (folder !== undefined) appendFileSync(join(folder, `${RECEIVED_NAMES[route]}.jsonl`), `${JSON.stringify(record)}\n`);
      remember(route, record);
    },
    list: (route) => records[route].map((record) => ({ ...record, body: parseBody(record) })),
    count: (route) => countRecords(records[route]),
    effectOf: (route, key) => effects[route].get(key),
  };
}

function countRecords(records: readonly ReceivedRecord[]): ReceivedCounts {
  const bodies = new Map<string, string>();
  const otherBody = new Set<string>();
  const doubled = new Set<string>();
  for (const { idempotencyKey: key, raw, duplicate } of records) {
    if (key === null) continue;
    if (bodies.has(key) && bodies.get(key) !== raw) otherBody.add(key);
    if (!bodies.has(key)) bodies.set(key, raw);
    if (duplicate) doubled.add(key);
  }
  return {
    total: records.length,
    accepted: records.filter(({ accepted }) => accepted).length,
    duplicates: records.filter(({ duplicate }) => duplicate).length,
    distinctKeys: bodies.size,
    doubledKeys: [...doubled],
    keysWithOtherBody: [...otherBody],
    withoutKey: records.filter(({ idempotencyKey }) => idempotencyKey === null).length,
  };
}

/** All whole lines of a file. A last line that a crash cut off is moved to `<file>.torn`, so that the next one starts clean. */
function readLines(file: string): readonly ReceivedRecord[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) {
    appendFileSync(`${file}.torn`, bytes.subarray(whole));
    truncateSync(file, whole);
  }
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return ReceivedRecord.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`${file}, line ${index + 1} is not a received request; move the file away and start again.`, {
        cause: error,
      });
    }
  });
}

function parseBody({ raw, rawEncoding }: ReceivedRecord): unknown {
  if (rawEncoding !== 'utf8') return null;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return null;
  }
}
