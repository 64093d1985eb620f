import type { Commit } from '../../main/domain/ports/journal';
import type { Store } from '../../main/domain/ports/store';
import type { DeliveryKey } from '../../protocol/ids';
import { NO_TEXT, verbatim } from '../../protocol/texts/text';
import type { Change } from '../../main/adapters/store/change';
import { createCommitWriter, type CommitWriter } from '../../main/adapters/store/commit-writer';
import { storeOver } from '../../main/adapters/store/create-store';
import { openDatabase } from '../../main/adapters/store/open-database';
import { packRequests, unpackRequests } from '../../main/adapters/store/packed-requests';
import { createQueries, type Queries } from '../../main/adapters/store/queries';
import type { SqliteDatabase, SqliteStatement } from '../../main/adapters/store/sqlite';
import { problemAsData } from '../../main/adapters/store/writer';
import type { QueryName, WriterReply, WriterRequest } from '../../main/adapters/store/writer-protocol';
import type { WriterEvents, WriterThread } from '../../main/adapters/store/writer-thread';
import { AppError } from '../../main/domain/errors';
import type { StatementLog } from './statement-log';

/** What a database that is no file is called. */
export const IN_MEMORY = ':memory:';
/** Tables that a scan writes to; those of the device registry are not used here. */
const WRITTEN = [
  'operation',
  'event',
  'chain_head',
  'report',
  'device_result',
  'latest_verdict',
  'newest_verdict',
  'answered',
  'delivery',
  'delivery_try',
  'quarantine',
  'person',
  'setting',
  'pack',
  'held',
  // The last: see clear().
  'packing',
];
const FULL = { code: 'storeFailed', texts: verbatim('The disk with the records is full.'), detail: '' } as const;
const UNREADABLE = { code: 'storeFailed', texts: verbatim('The disk with the records cannot be read.'), detail: '' } as const;

/** The records of one console, in SQLite as the product makes them. What is committed outlives the program that wrote it. */
export class Disk {
  readonly db: SqliteDatabase;
  /** Takes no writes until somebody makes room. */
  full = false;
  /** Gives nothing back. */
  unreadable = false;
  /** Closed scans are packed, which costs as much as all else. */
  packs = true;
  #reader: Store | null = null;

  readonly #oldRecords: string;

  private constructor(db: SqliteDatabase, old: string) {
    this.db = db;
    this.#oldRecords = old;
  }

  /**
   * Opens and migrates new records, which costs so much that they are kept and cleared.
   * @param old file with what an earlier version of the program left, in the newest form
   * @param log is told every statement
   */
  static async open(old: string, log?: StatementLog): Promise<Disk> {
    const db = await openDatabase(IN_MEMORY);
    return new Disk(preparedOnce(log === undefined ? db : log.watch(db)), old);
  }

  /** What an earlier version of the program left is on this disk. */
  takeOver(): void {
    const { db } = this;
    db.exec(`attach '${this.#oldRecords.replaceAll("'", "''")}' as old`);
    db.exec('begin');
    for (const table of WRITTEN) {
      const columns = (db.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[])
        .map(({ name }) => `"${name}"`)
        .join(', ');
      db.exec(`insert into main."${table}" (${columns}) select ${columns} from old."${table}"`);
    }
    db.exec('commit');
    db.exec('detach old');
  }

  /** As it was when it was new. */
  clear(): void {
    this.full = false;
    this.unreadable = false;
    const { db } = this;
    db.exec('begin');
    // Events may go that are just being packed. Without their guard each statement on this disk would have to be prepared again.
    db.prepare('insert into packing select seq from event').run();
    for (const table of WRITTEN) db.prepare(`delete from "${table}"`).run();
    db.exec('commit');
  }

  /** A program opens the records. @param onWritten something may have been committed */
  startWriter(events: WriterEvents, onWritten: () => void): DiskWriter {
    return new DiskWriter(this, events, onWritten);
  }

  /** The store as a program has it, but answered at once: to look at what is on disk through the product's own eyes. */
  async reader(): Promise<Store> {
    this.#reader ??= await storeOver(IN_MEMORY, async (events) => {
      const writer = this.startWriter(events, () => undefined);
      return {
        send: (requests) => {
          writer.send(requests);
          void writer.serve(requests.length);
        },
        end: () => writer.end(),
      };
    });
    return this.#reader;
  }

  close(): void {
    this.db.close();
  }
}

/** The writer of one run of a program: does what it is asked in the order in which it is asked, when it is let. */
export class DiskWriter implements WriterThread {
  readonly #disk: Disk;
  readonly #events: WriterEvents;
  readonly #onWritten: () => void;
  readonly #commits: CommitWriter;
  readonly #queries: Queries;
  #queue: WriterRequest[] = [];
  #ended = false;
  /** Grows whenever something was asked or answered. */
  turns = 0;

  constructor(disk: Disk, events: WriterEvents, onWritten: () => void) {
    this.#disk = disk;
    this.#events = events;
    this.#onWritten = onWritten;
    this.#commits = createCommitWriter(disk.db, IN_MEMORY);
    this.#queries = createQueries(disk.db);
  }

  get waiting(): readonly WriterRequest[] {
    return this.#queue;
  }

  send(requests: readonly WriterRequest[]): void {
    this.turns += 1;
    if (this.#ended) this.#events.onLost(new AppError('storeFailed', verbatim('The program has ended.')));
    else this.#queue.push(...unpackRequests(packRequests(requests)));
  }

  async end(): Promise<void> {
    this.#ended = true;
  }

  /** Serves the first requests that wait; writes that stand together share a transaction. */
  async serve(count: number): Promise<void> {
    const served = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    this.turns += 1;
    this.#events.onReplies(await this.#work(served));
  }

  /** The program is killed after so many of the requests that wait were written; nobody is told. */
  async kill(after: number): Promise<void> {
    const served = this.#queue.slice(0, after).filter(({ kind }) => kind === 'write');
    this.#queue = [];
    this.#ended = true;
    await this.#work(served);
    this.#events.onLost(new AppError('storeFailed', verbatim('The program has ended.')));
  }

  async #work(requests: readonly WriterRequest[]): Promise<readonly WriterReply[]> {
    const replies: WriterReply[] = [];
    for (let from = 0; from < requests.length; ) {
      const group = writesFrom(requests, from);
      if (group.length > 0) replies.push(...this.#write(group));
      else replies.push(await this.#read(requests[from] as WriterRequest));
      from += Math.max(1, group.length);
    }
    return replies;
  }

  #write(group: readonly Extract<WriterRequest, { kind: 'write' }>[]): readonly WriterReply[] {
    const { full, packs } = this.#disk;
    if (!packs && group[0]?.change.kind === 'pack') return group.map(({ id }) => ({ kind: 'done', id, value: false }));
    if (full && group.some(({ change }) => change.kind !== 'commit'))
      return group.map(({ id }) => ({ kind: 'failed', id, problem: FULL }));
    const outcomes = this.#commits.write(group.map(({ change }) => (full ? spoiled(change) : change)));
    this.#onWritten();
    return group.map(({ id }, index) => {
      const outcome = outcomes[index] ?? null;
      if (outcome instanceof AppError) return { kind: 'failed', id, problem: problemAsData(outcome) };
      return { kind: 'done', id, value: outcome?.answer ?? null };
    });
  }

  async #read(request: WriterRequest): Promise<WriterReply> {
    const { id } = request;
    if (request.kind !== 'read') return { kind: 'done', id, value: null };
    if (this.#disk.unreadable) return { kind: 'failed', id, problem: UNREADABLE };
    const run = this.#queries[request.query] as (...values: readonly unknown[]) => ReturnType<Queries[QueryName]>;
    return { kind: 'done', id, value: await run(...request.parameters) };
  }
}

/** Every run of a program prepares the same statements: on one disk each is prepared once. */
function preparedOnce(db: SqliteDatabase): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    get isTransaction() {
      return db.isTransaction;
    },
    exec: (sql) => db.exec(sql),
    prepare(sql) {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => db.close(),
  };
}

function writesFrom(requests: readonly WriterRequest[], from: number): readonly Extract<WriterRequest, { kind: 'write' }>[] {
  const group: Extract<WriterRequest, { kind: 'write' }>[] = [];
  for (const request of requests.slice(from)) {
    // What is packed looks otherwise: whoever watches the disk has to have seen it before.
    const isPacking = request.kind === 'write' && request.change.kind === 'pack';
    if (request.kind !== 'write' || (isPacking && group.length > 0)) break;
    group.push(request);
    if (isPacking) break;
  }
  return group;
}

/** The same commit with something in it that the database refuses, so that it is rolled back as it is on a full disk. */
function spoiled(change: Change): Change {
  if (change.kind !== 'commit') return change;
  const missing = {
    key: 'there is no room' as DeliveryKey,
    state: 'queued',
    attempts: 0,
    nextTryAt: null,
    problem: NO_TEXT,
    settledAt: null,
  } as const;
  const commit: Commit = { ...change.commit, deliveryUpdates: [...(change.commit.deliveryUpdates ?? []), missing] };
  return { ...change, commit };
}
