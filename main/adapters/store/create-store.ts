import { text } from '../../../protocol/texts/text';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SubmissionAnswer } from '../../domain/registry/model';
import type { DeviceResult } from '../../domain/ports/records';
import type { Store } from '../../domain/ports/store';
import { AppError } from '../../domain/errors';
import type { Change } from './change';
import type { ChainHead } from './event-chain';
import type { BlockCheck } from './packs';
import type { ChainCheck, Queries } from './queries';
import type { RegistryChange } from './registry/registry-writer';
import type { QueryName, WriterReply, WriterRequest } from './writer-protocol';
import { errorFromData, startWriterHere, startWriterThread, type WriterEvents, type WriterThread } from './writer-thread';

export interface StoreOptions {
  /** The SQLite file; it and its folder are made when they are not there. */
  readonly file: string;
  /**
   * The bundled `writer-worker`. When it is not given: `store-worker.cjs` beside the running bundle, and where there is none (tests, short-lived
   * tools) the database is written in the caller's own thread.
   */
  readonly workerFile?: string;
}

/** What the embedded database can do beyond the port. */
export interface SqliteStore extends Store {
  /** The projection of one operation as it is stored. */
  loadDeviceResults(operationId: string): Promise<readonly DeviceResult[]>;
  /** Replaces the projection of one operation, all or nothing. */
  replaceDeviceResults(operationId: string, results: readonly DeviceResult[]): Promise<void>;
  readonly registry: RegistryTables;
}

/** The registry's part of the database, for `createRegistry`. */
export interface RegistryTables {
  /** Decided, applied and on disk when it resolves. Submissions are applied in the order of these calls. */
  submit(change: RegistryChange): Promise<SubmissionAnswer>;
  read<Name extends RegistryQueryName>(
    query: Name,
    ...parameters: Parameters<Queries[Name]>
  ): Promise<Awaited<ReturnType<Queries[Name]>>>;
}

type RegistryQueryName = Extract<QueryName, `registry${string}`>;

/** So many attempts of an earlier version are written in one transaction: commits wait for it. */
const ATTEMPTS_AT_ONCE = 500;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/**
 * Opens the database.
 * @throws AppError `storeFailed` with one sentence when it is in use, damaged, read-only, from a newer version, or not ours
 */
export function createStore({ file, workerFile = bundledWorker() }: StoreOptions): Promise<SqliteStore> {
  return storeOver(file, (events) =>
    workerFile === undefined ? startWriterHere(file, events) : startWriterThread(file, workerFile, events),
  );
}

/**
 * The store over a writer, wherever that runs.
 * @param startWriter opens the database; what it throws is thrown on
 */
export async function storeOver(
  file: string,
  startWriter: (events: WriterEvents) => Promise<WriterThread>,
): Promise<SqliteStore> {
  const waiting = new Map<number, Waiting>();
  let outbox: WriterRequest[] = [];
  let lastId = 0;
  let closed: AppError | null = null;

  const onReplies = (replies: readonly WriterReply[]) => {
    for (const reply of replies) {
      const caller = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.kind === 'done') caller?.resolve(reply.value);
      else caller?.reject(errorFromData(reply.problem));
    }
  };
  const onLost = (error: AppError) => {
    closed = error;
    for (const caller of waiting.values()) caller.reject(error);
    waiting.clear();
  };
  const thread = await startWriter({ onReplies, onLost });

  /** Requests of one turn cross to the other thread in one message. */
  const flush = () => {
    const requests = outbox;
    outbox = [];
    for (const failed of sendAll(thread, requests)) waiting.get(failed.id)?.reject(failed.error);
  };

  const ask = <T>(request: (id: number) => WriterRequest): Promise<T> =>
    new Promise((resolve, reject) => {
      if (closed !== null) {
        reject(closed);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      if (outbox.length === 0) setImmediate(flush);
      outbox.push(request(lastId));
    });
  const writeFor = <T>(change: Change) => ask<T>((id) => ({ kind: 'write', id, change }));
  const write = (change: Change) => writeFor<void>(change);
  const read = <Name extends QueryName>(query: Name, ...parameters: Parameters<Queries[Name]>) =>
    ask<Awaited<ReturnType<Queries[Name]>>>((id) => ({ kind: 'read', id, query, parameters }));

  return {
    commit: (commit) => write({ kind: 'commit', commit }),
    latestOperation: () => read('latestOperation'),
    findOperation: (operationId) => read('findOperation', operationId),
    listOperations: (limit) => read('listOperations', limit),
    listUncounted: (limit) => read('listUncounted', limit),
    fillLeftOver: (operationId, leftOver, attempts, upTo) => write({ kind: 'leftOver', operationId, leftOver, attempts, upTo }),
    countResults: (limit) => read('countResults', limit),
    canBeRead: (operationId) => read('canBeRead', operationId),
    loadChain: (operationId) => read('loadChain', operationId),
    loadEvents: (operationId) => read('loadEvents', operationId),
    chainHead: () => read('chainHead'),
    chainPlace: (seq) => read('chainPlace', seq),
    lastEntryOf: (operationId) => read('lastEntryOf', operationId),
    loadReports: (operationId) => read('loadReports', operationId),
    loadReport: (id) => read('loadReport', id),
    loadReceivedAfter: (seq, limit) => read('loadReceivedAfter', seq, limit),
    findNonce: (nonce) => read('findNonce', nonce),
    listQuarantined: (limit) => read('listQuarantined', limit),
    quarantinedAfter: (position, limit) => read('quarantinedAfter', position, limit),
    countQuarantined: () => read('countQuarantined'),
    loadHeld: (id) => read('loadHeld', id),
    listHeld: () => read('listHeld'),
    listDeliveries: (operationId) => read('listDeliveries', operationId),
    openDeliveries: (operationId, mostOfOthers) => read('openDeliveries', operationId, mostOfOthers),
    countDeliveries: () => read('countDeliveries'),
    loadDelivery: (key) => read('loadDelivery', key),
    listTries: (key) => read('listTries', key),
    pendingDeliveries: () => read('pendingDeliveries'),
    unsettledPairs: () => read('unsettledPairs'),
    unsettledLists: (mostOperations) => read('unsettledLists', mostOperations),
    countUnsettled: (operations) => read('countUnsettled', operations),
    verdictsOn: (serials, alsoIn) => read('verdictsOn', serials, alsoIn),
    loadDeviceResults: (operationId) => read('loadDeviceResults', operationId),
    searchHistory: (question) => read('searchHistory', question),
    unitHistory: (sn, limit) => read('unitHistory', sn, limit),
    reportsOfUnit: (operationId, sn) => read('reportsOfUnit', operationId, sn),
    nextUnfilled: () => read('nextUnfilled'),
    countUnfilled: () => read('countUnfilled'),
    removedScans: () => read('removedScans'),
    async fillAttempts(operationId, attempts, upTo) {
      const count = attempts?.length ?? 0;
      for (let from = 0; from === 0 || from < count; from += ATTEMPTS_AT_ONCE) {
        const part = attempts?.slice(from, from + ATTEMPTS_AT_ONCE) ?? null;
        await write({ kind: 'fillAttempts', operationId, attempts: part, upTo, more: from + ATTEMPTS_AT_ONCE < count });
      }
    },
    tally: () => writeFor<boolean>({ kind: 'tally' }),
    sumsBy: (span, by) => read('sumsBy', span, by),
    sumsInTime: (span, offsets, shifts) => read('sumsInTime', span, offsets, shifts),
    faults: (span) => read('faults', span),
    listPeople: () => read('listPeople'),
    listAudit: (limit, ...before) => read('listAudit', limit, ...before),
    listOld: (closedBefore, after, limit) => read('listOld', closedBefore, after, limit),
    keepingFacts: async (oldBefore, now) => ({ ...(await read('keepingFacts', oldBefore, now)), file }),
    prune: (request) => write({ kind: 'prune', request }),
    pack: (at) => writeFor<boolean>({ kind: 'pack', at }),
    shrink: () => read('shrink'),
    async compact() {
      await read('compact');
    },
    room: async () => ({ ...(await read('room')), diskFreeBytes: await diskFreeBytes(file) }),
    listCheckpoints: (after, limit) => read('listCheckpoints', after, limit),
    readSetting: (name) => read('readSetting', name),
    writeSetting: (name, value) => write({ kind: 'setting', name, value }),
    replaceDeviceResults: (operationId, results) => write({ kind: 'projections', operationId, results }),
    registry: { submit: (change) => writeFor<SubmissionAnswer>(change), read },
    async verifyChain() {
      try {
        return (await brokenLink(read)) ?? (await damagedBlock(read));
      } catch (error) {
        if (error instanceof AppError && error.code === 'recordsDamaged') return error.message;
        throw error;
      }
    },
    async close() {
      if (closed !== null) return;
      const closing = ask<void>((id) => ({ kind: 'close', id }));
      closed = new AppError('storeFailed', text('store.closed'));
      try {
        await closing;
      } finally {
        await thread.end();
      }
    },
  };
}

type Read = <Name extends 'checkChain' | 'checkBlocks'>(
  query: Name,
  ...parameters: Parameters<Queries[Name]>
) => Promise<Awaited<ReturnType<Queries[Name]>>>;

async function brokenLink(read: Read): Promise<string | null> {
  let from: ChainHead | null = null;
  for (;;) {
    const { problem, head, done }: ChainCheck = await read('checkChain', from);
    if (problem !== null || done) return problem;
    from = head;
  }
}

/** Also those of messages and of the registry, of which the event log knows nothing. */
async function damagedBlock(read: Read): Promise<string | null> {
  let after = 0;
  for (;;) {
    const { problem, last, done }: BlockCheck = await read('checkBlocks', after);
    if (problem !== null || done) return problem;
    after = last;
  }
}

/** What this user may still write to the disk of a file; null where the system does not say. */
async function diskFreeBytes(file: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dirname(file));
    return bavail * bsize;
  } catch {
    return null;
  }
}

function bundledWorker(): string | undefined {
  const file = join(__dirname, 'store-worker.cjs');
  return existsSync(file) ? file : undefined;
}

/** One message for all; when something in it cannot cross threads, one each, so that only the culprit fails. */
function sendAll(
  thread: WriterThread,
  requests: readonly WriterRequest[],
): readonly { readonly id: number; readonly error: AppError }[] {
  try {
    thread.send(requests);
    return [];
  } catch (cause) {
    const [only] = requests;
    if (requests.length > 1) return requests.flatMap((request) => sendAll(thread, [request]));
    return only === undefined
      ? []
      : [
          {
            id: only.id,
            error: new AppError('storeFailed', text('store.notStorable'), { cause }),
          },
        ];
  }
}
