import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../domain/errors';
import type { Change } from './change';
import { createCommitWriter } from './commit-writer';
import { createQueries, type Queries } from './queries';
import { closeAfterFailure, closeDatabase, openDatabase } from './open-database';
import type { SqliteDatabase } from './sqlite';
import { storeProblem } from './store-problem';
import type { QueryName, WriterProblem, WriterReply, WriterRequest } from './writer-protocol';

/** At most so many changes share one transaction and one sync to disk. */
const MAX_CHANGES_TOGETHER = 256;
/** The longest that a change waits for others to share its transaction with. */
const MAX_WAIT_MS = 4;

type WriteRequest = Extract<WriterRequest, { kind: 'write' }>;

export interface Writer {
  /** Requests are served in this order: a read sees all writes that were asked for before it. */
  accept(requests: readonly WriterRequest[]): void;
}

/**
 * Opens the database and serves it.
 * @throws AppError `storeFailed`, see `openDatabase`
 */
export async function openWriter(file: string, reply: (replies: readonly WriterReply[]) => void): Promise<Writer> {
  const db = await openDatabase(file);
  try {
    return createWriter(db, file, reply);
  } catch (error) {
    closeAfterFailure(db);
    throw storeProblem(error, file);
  }
}

/**
 * Serves one open database. Writes that arrive while the disk is busy are written together; a lone write does not wait.
 * Under load a group waits until as many changes are there as the last one held, at most 4 ms.
 */
function createWriter(db: SqliteDatabase, file: string, reply: (replies: readonly WriterReply[]) => void): Writer {
  const commits = createCommitWriter(db, file);
  const queries = createQueries(db);
  let queue: WriterRequest[] = [];
  let running = false;
  let expected = 1;
  let wake: (() => void) | null = null;

  const accept = (requests: readonly WriterRequest[]) => {
    queue.push(...requests);
    if (wake !== null && enoughToWrite()) wake();
    if (!running) {
      running = true;
      void serve();
    }
  };

  const serve = async () => {
    // What has arrived in the same turn, and what the port still holds, goes together.
    await nextTurn();
    for (let request = queue[0]; request !== undefined; request = queue[0]) {
      if (request.kind === 'write') await writeGroup();
      else {
        queue.shift();
        await (request.kind === 'read' ? read(request) : close(request));
      }
      await nextTurn();
    }
    running = false;
  };

  const writeGroup = async () => {
    if (!enoughToWrite()) await untilEnough();
    const group = writesAtHead();
    queue = queue.slice(group.length);
    expected = group.length;
    reply(write(group));
  };

  const write = (group: readonly WriteRequest[]): readonly WriterReply[] => {
    const outcomes = commits.write(group.map(({ change }): Change => change));
    return group.map(({ id }, index) => {
      const outcome = outcomes[index] ?? null;
      if (outcome instanceof AppError) return { kind: 'failed', id, problem: problemAsData(outcome) };
      return { kind: 'done', id, value: outcome?.answer ?? null };
    });
  };

  const read = async ({ id, query, parameters }: Extract<WriterRequest, { kind: 'read' }>) => {
    try {
      const run = queries[query] as (...values: readonly unknown[]) => ReturnType<Queries[QueryName]>;
      reply([{ kind: 'done', id, value: await run(...parameters) }]);
    } catch (error) {
      reply([{ kind: 'failed', id, problem: problemAsData(storeProblem(error, file)) }]);
    }
  };

  const close = ({ id }: Extract<WriterRequest, { kind: 'close' }>) => {
    try {
      closeDatabase(db);
      reply([{ kind: 'done', id, value: null }]);
    } catch (error) {
      reply([{ kind: 'failed', id, problem: problemAsData(storeProblem(error, file)) }]);
    }
  };

  const writesAtHead = (): readonly WriteRequest[] => {
    const group: WriteRequest[] = [];
    for (const request of queue) {
      if (request.kind !== 'write' || group.length === MAX_CHANGES_TOGETHER) break;
      group.push(request);
    }
    return group;
  };

  /** Also when something else waits behind the writes. */
  const enoughToWrite = (): boolean => {
    const writes = writesAtHead().length;
    return writes >= Math.min(expected, MAX_CHANGES_TOGETHER) || writes < queue.length;
  };

  const untilEnough = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => wake?.(), MAX_WAIT_MS);
      wake = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
    });

  return { accept };
}

export function problemAsData({ code, texts, cause }: AppError): WriterProblem {
  return { code, texts, detail: cause instanceof Error ? cause.message : '' };
}
