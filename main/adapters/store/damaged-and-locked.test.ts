import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../domain/errors';
import { createStore } from './create-store';
import { fingerprint } from '../../app/files/fingerprint';
import { createCommitWriter } from './commit-writer';
import { chainHash } from './event-chain';
import { closeDatabase, openDatabase } from './open-database';
import { createQueries } from './queries';
import { loadSqlite, type SqliteDatabase } from './sqlite';
import { CLOSED, OPERATION, opening, quarantined, received, report, result } from './testing/test-data';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  file = join(folder, 'console.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const outcome = await work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'AppError', code: 'storeFailed' });
  return outcome instanceof Error ? outcome.message : '';
};

/** As another program would change the file. */
const tamper = async (...statements: readonly string[]) => {
  const { DatabaseSync } = await loadSqlite();
  const db = new DatabaseSync(file);
  for (const statement of statements) db.exec(statement);
  db.close();
};

const fill = async (count = 5) => {
  const store = await createStore({ file });
  await store.commit({ operation: opening() });
  for (let number = 1; number <= count; number += 1) {
    await store.commit({
      reports: [report(`r${number}`)],
      events: [{ operationId: OPERATION, at: number, event: received(`r${number}`) }],
    });
  }
  await store.close();
};

describe('a file that cannot be used', { timeout: 30_000 }, () => {
  it('says so for a file that is no database', async () => {
    writeFileSync(file, 'This is a text file, not a database. '.repeat(100));
    expect(await problemOf(createStore({ file }))).toBe(
      `The database ${file} is damaged or is no database. Move it aside (with its -wal file), then restore a backup or start with a new one.`,
    );
    expect(readFileSync(file, 'utf8')).toContain('text file');
  });

  it('says so for a folder', async () => {
    mkdirSync(file);
    expect(await problemOf(createStore({ file }))).toContain(`The database ${file} cannot be opened`);
  });

  it('says so for a place where no folder can be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await problemOf(createStore({ file: join(folder, 'file', 'sub', 'console.db') }))).toContain('cannot be opened');
  });

  it('leaves another program’s database as it is', async () => {
    await tamper('create table note (text)');
    const before = readFileSync(file);
    expect(await problemOf(createStore({ file }))).toBe(`${file} is a database of another program. Choose another file.`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses what a newer version wrote', async () => {
    await fill();
    const { DatabaseSync } = await loadSqlite();
    const database = new DatabaseSync(file);
    const { user_version: version } = database.prepare('pragma user_version').get() as { readonly user_version: number };
    database.close();
    await tamper('pragma user_version = 999');
    expect(await problemOf(createStore({ file }))).toBe(
      `The database ${file} was written by a newer version of this program (schema 999, this one knows ${version}). Install the newer version, or choose another file.`,
    );
    await tamper(`pragma user_version = ${version}`);
    await (await createStore({ file })).close();
  });

  it('never shows anything but one sentence when pages inside are overwritten', async () => {
    await fill(400);
    const good = `${file}.good`;
    copyFileSync(file, good);
    const pages = Math.floor(statSync(file).size / 4096);
    const errors: unknown[] = [];
    for (let page = 1; page < pages; page += Math.ceil(pages / 12)) {
      copyFileSync(good, file);
      const descriptor = openSync(file, 'r+');
      writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
      closeSync(descriptor);
      const use = async () => {
        const store = await createStore({ file });
        try {
          await store.loadReports(OPERATION);
          await store.loadEvents(OPERATION);
          await store.commit({ quarantined: [quarantined('q')], events: [{ operationId: OPERATION, at: 1, event: CLOSED }] });
          await store.verifyChain();
        } finally {
          await store.close().catch((error: unknown) => errors.push(error));
        }
      };
      await use().catch((error: unknown) => errors.push(error));
    }
    expect(errors.filter((error) => !(error instanceof AppError && error.code === 'storeFailed'))).toEqual([]);
    expect(errors.map((error) => (error instanceof Error ? error.message : ''))).toContain(
      `The database ${file} is damaged or is no database. Move it aside (with its -wal file), then restore a backup or start with a new one.`,
    );
  });

  it('is used by one store at a time, and free again when that one is closed', async () => {
    const first = await createStore({ file });
    expect(await problemOf(createStore({ file }))).toBe(
      `The database ${file} is in use by another BurnIn Console or another program. Close that one first, or choose another file.`,
    );
    await first.commit({ quarantined: [quarantined('still works')] });
    await first.close();
    const second = await createStore({ file });
    expect(await second.countQuarantined()).toBe(1);
    await second.close();
  });
});

describe('a file that was refused is locked by nobody', () => {
  it('because another program read in it, and has ended', async () => {
    await fill();
    const { DatabaseSync } = await loadSqlite();
    const reader = new DatabaseSync(file);
    reader.exec('begin; select * from setting');
    expect(await problemOf(createStore({ file }))).toContain('is in use');
    reader.exec('commit');
    reader.close();
    const store = await createStore({ file });
    expect(await store.canBeRead(OPERATION)).toBe(true);
    await store.close();
  });

  it.each(['table note (text)', 'table operation (x)'])(
    'because it is of another program, which takes it alone: %s',
    async (table) => {
      await tamper('pragma journal_mode = wal', `create ${table}`);
      expect(await problemOf(createStore({ file }))).toContain('is a database of another program');
      await tamper('pragma locking_mode = exclusive', 'pragma journal_mode = delete', 'begin exclusive', 'commit');
    },
  );

  it('because a newer version wrote it, which opens it', async () => {
    await fill();
    await tamper('pragma journal_mode = wal', 'pragma user_version = 999');
    expect(await problemOf(createStore({ file }))).toContain('newer version');
    await tamper('pragma locking_mode = exclusive', 'pragma journal_mode = delete', 'begin exclusive', 'commit');
  });
});

describe('a disk that fails while writing', () => {
  let db: SqliteDatabase;
  const write = (...commits: Parameters<ReturnType<typeof createCommitWriter>['write']>[0][number][]) => writer.write(commits);
  let writer: ReturnType<typeof createCommitWriter>;
  beforeEach(async () => {
    db = await openDatabase(file);
    writer = createCommitWriter(db, file);
    write({ kind: 'commit', commit: { operation: opening() } });
  });
  afterEach(() => closeDatabase(db));

  const small = (id: string) =>
    ({
      kind: 'commit',
      commit: { quarantined: [quarantined(id)], events: [{ operationId: OPERATION, at: 1, event: CLOSED }] },
    }) as const;
  const large = {
    kind: 'commit',
    commit: { quarantined: [{ ...quarantined('large'), bytes: new Uint8Array(900_000) }] },
  } as const;
  const pages = () => (db.prepare('pragma page_count').get() as { readonly page_count: number }).page_count;

  it('names a full disk, writes what still fits, and goes on when there is room again', async () => {
    db.exec(`pragma max_page_count = ${pages() + 20}`);
    const outcomes = write(small('a'), large, small('b'));
    expect(outcomes.map((outcome) => (outcome instanceof AppError ? outcome.message : outcome))).toEqual([
      null,
      `The disk that holds the database ${file} is full. Free some space; nothing is acknowledged until it can be stored.`,
      null,
    ]);
    expect(outcomes[1]).toMatchObject({ code: 'storeFailed' });
    db.exec('pragma max_page_count = 100000');
    expect(write(large, small('c'))).toEqual([null, null]);
    const queries = createQueries(db);
    expect((await queries.listQuarantined(10)).map(({ id }) => id)).toEqual(['c', 'large', 'b', 'a']);
    expect(await queries.loadEvents(OPERATION)).toHaveLength(3);
    expect((await queries.checkChain()).problem).toBeNull();
  });

  it('names a read-only database and goes on when it is writable again', async () => {
    db.exec('pragma query_only = on');
    expect(write(small('a'), small('b')).map((outcome) => (outcome instanceof AppError ? outcome.message : outcome))).toEqual(
      Array.from(
        { length: 2 },
        () => `The database ${file} is read-only. Give this user the right to write the file and its folder.`,
      ),
    );
    db.exec('pragma query_only = off');
    expect(write(small('c'))).toEqual([null]);
    expect((await createQueries(db).checkChain()).problem).toBeNull();
  });
});

describe('the event chain', () => {
  const reasonAfter = async (...statements: readonly string[]): Promise<string | null> => {
    await fill();
    await tamper('drop trigger event_stays', 'drop trigger event_remains', ...statements);
    const store = await createStore({ file });
    const reason = await store.verifyChain();
    await store.close();
    return reason;
  };

  it('holds for what was only stored', async () => {
    await fill();
    const store = await createStore({ file });
    expect(await store.verifyChain()).toBeNull();
    await store.commit({ deviceResults: [result('S01')], events: [{ operationId: OPERATION, at: 9, event: CLOSED }] });
    expect(await store.verifyChain()).toBeNull();
    await store.close();
  });

  it.each<[string, readonly string[], string]>([
    [
      'a changed event',
      [`update event set body = replace(body, 'r3', 'r4') where seq = 3`],
      'Entry 3 of the event log (reportReceived of operation OP-1) was altered after it was written.',
    ],
    [
      'a changed instant',
      ['update event set at = at + 1 where seq = 2'],
      'Entry 2 of the event log (reportReceived of operation OP-1) was altered after it was written.',
    ],
    [
      'a changed column beside the event',
      [`update event set report_id = 'r1' where seq = 4`],
      'Entry 4 of the event log (reportReceived of operation OP-1) was altered after it was written.',
    ],
    ['a removed event', ['delete from event where seq = 3'], 'Entry 3 of the event log is missing.'],
    ['a removed first event', ['delete from event where seq = 1'], 'Entry 1 of the event log is missing.'],
    [
      'removed last events',
      ['delete from event where seq > 3'],
      'Entries 4 to 5 of the event log are missing: the log ends too early.',
    ],
    ['removed events in the middle', ['delete from event where seq in (2, 3)'], 'Entries 2 to 3 of the event log are missing.'],
    [
      'exchanged events',
      [
        'update event set seq = 99 where seq = 2',
        'update event set seq = 2 where seq = 3',
        'update event set seq = 3 where seq = 99',
      ],
      'Entries of the event log were reordered: in place 2 stands the one that was written as entry 3, and in place 3 the one written as 2.',
    ],
    [
      'a removed event whose place was closed up',
      ['delete from event where seq = 2', 'update event set seq = seq - 1 where seq > 2'],
      'Entry 2 of the event log is missing: in its place stands the one that was written as entry 3 (reportReceived of operation OP-1).',
    ],
    [
      'an event put between two others',
      [
        'update event set seq = seq + 100 where seq >= 3',
        'update event set seq = seq - 99 where seq >= 103',
        `insert into event select 3, operation_id, at, kind, report_id, body, prev_hash, hash from event where seq = 2`,
      ],
      'Entries of the event log were reordered: in place 3 stands the one that was written as entry 2, and in place 4 the one written as 3.',
    ],
    [
      'a foreign event in the place of another',
      [`update event set body = '{}', prev_hash = 'x', hash = 'y' where seq = 4`],
      'Entry 4 of the event log (reportReceived of operation OP-1) was altered after it was written.',
    ],
    [
      'an added event',
      [`insert into event select 6, operation_id, at, kind, report_id, body, hash, hash from event where seq = 5`],
      'Entry 6 of the event log (reportReceived of operation OP-1) was altered after it was written.',
    ],
  ])('shows %s', async (_name, statements, reason) => {
    expect(await reasonAfter(...statements)).toBe(reason);
  });

  it('names an altered entry also when its own hash was computed again', async () => {
    await fill();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    const { body, prev_hash } = db.prepare('select body, prev_hash from event where seq = 3').get() as {
      readonly body: string;
      readonly prev_hash: string;
    };
    const hash = chainHash(prev_hash, { seq: 3, operationId: OPERATION, at: 7, body });
    db.exec(`drop trigger event_stays; update event set at = 7, hash = '${hash}' where seq = 3`);
    db.close();
    const store = await createStore({ file });
    expect(await store.verifyChain()).toBe(
      'Entry 3 of the event log was altered after it was written: entry 4 follows from another one.',
    );
    await store.close();
  });

  it('covers the raw reports too', async () => {
    const { bytes } = report('r1');
    const store = await createStore({ file });
    await store.commit({
      operation: opening(),
      reports: [report('r1')],
      events: [{ operationId: OPERATION, at: 1, event: { kind: 'reportReceived', reportId: 'r1', sha256: fingerprint(bytes) } }],
    });
    expect(await store.verifyChain()).toBeNull();
    await store.close();
    await tamper(`update report set bytes = x'00'`);
    const altered = await createStore({ file });
    expect(await altered.verifyChain()).toBe('The raw report of entry 1 of the event log was altered after it was written.');
    await altered.close();
    await tamper('delete from report');
    const removed = await createStore({ file });
    expect(await removed.verifyChain()).toBe('The raw report of entry 1 of the event log is missing.');
    await removed.close();
  });

  it('cannot be changed by an ordinary statement', async () => {
    await fill();
    await expect(tamper('update event set at = 0')).rejects.toThrow('events are never changed');
    await expect(tamper('delete from event')).rejects.toThrow('events are never removed');
  });

  it('is checked in stretches when it is long', async () => {
    const store = await createStore({ file });
    await store.commit({ operation: opening() });
    for (let part = 0; part < 3; part += 1) {
      const events = Array.from({ length: 1_700 }, (_, index) => ({
        operationId: OPERATION,
        at: index,
        event: received(`r${index}`),
      }));
      await store.commit({ events });
    }
    expect(await store.verifyChain()).toBeNull();
    await store.close();
    await tamper('drop trigger event_stays', 'update event set at = at + 1 where seq = 4500');
    const again = await createStore({ file });
    expect(await again.verifyChain()).toContain('Entry 4500');
    await again.close();
  });
});

it.each([
  ['removed', () => rmSync(file)],
  ['moved', () => renameSync(file, join(folder, 'elsewhere.db'))],
  [
    'replaced',
    () => {
      copyFileSync(file, join(folder, 'copy.db'));
      renameSync(join(folder, 'copy.db'), file);
    },
  ],
])('a database that is %s while it is open is named as that', async (_how, away) => {
  const store = await createStore({ file });
  await store.commit({ operation: opening() });
  away();
  const said = await problemOf(store.close());
  expect(said).toContain(`${file} was moved, removed or replaced while it was open`);
});
