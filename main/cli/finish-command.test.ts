import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStore } from '../adapters/store/create-store';
import { opening, OPERATION, started } from '../adapters/store/testing/test-data';
import { type DeliveryKey, OperationId, OperatorId, serialNumber } from '../../protocol/ids';
import type { ScanEvent } from '../domain/scan/events';
import { SIMULATION_MARK } from '../../protocol/simulation';
import type { Store } from '../domain/ports/store';
import { served } from '../adapters/http/testing/served';
import { sessionView } from '../domain/scan/views';
import { loadSession } from '../app/scan/load-session';
import { runBurnin } from './run';

async function burnin(words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const say = (line: string): void => void (said += `${line}\n`);
  const code = await runBurnin(words, { write: say, say, isInteractive: true });
  return { code, said };
}

/** Records of a scan whose program was killed. @param more what else is done with them */
async function killedScan(more: (store: Store) => Promise<void> = async () => undefined): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const store = await createStore({ file: db });
  await store.commit({
    operation: opening(),
    events: [{ operationId: OPERATION, at: opening().startedAt, event: started() }],
  });
  await more(store);
  await store.close();
  return db;
}

/**
 * @param refused what it answers 422 to: whatever contains this
 * @param onPost called before it answers
 */
async function factory(
  refused?: string,
  onPost: () => Promise<void> = async () => undefined,
): Promise<{ readonly baseUrl: string; readonly posts: string[] }> {
  const posts: string[] = [];
  const baseUrl = await served((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      posts.push(`${request.url ?? ''} ${body}`);
      response.statusCode = refused !== undefined && body.includes(refused) ? 422 : 200;
      void onPost().then(() => response.end('{"status":"ok"}'));
    });
  });
  return { baseUrl, posts };
}

it('a scan that was killed is named, ended once with log and notification, and sends nothing to Pair', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  await before.commit({
    operation: opening(),
    events: [{ operationId: OPERATION, at: 1_000, event: started() }],
  });
  await before.close();
  const { baseUrl, posts } = await factory();
  const exported = ['export', '--db', db, '--operation', OPERATION, '--out', path.join(folder, 'log.json')];
  const named = `Operation ${OPERATION}, begun`;
  expect((await burnin(exported)).said).toContain(named);

  const words = ['finish', '--db', db, '--api', baseUrl];
  expect(await burnin([...words, '--operation', 'other'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('There is no operation other') as string,
  });
  const finished = await burnin([...words, '--operation', OPERATION]);
  expect(finished).toMatchObject({ code: 0, said: expect.stringContaining('is ended as interrupted') as string });
  expect(posts).toHaveLength(2);
  expect(posts.join('\n')).toContain('(the scan was interrupted)');
  expect(posts.join('\n')).toContain('"scaninfo"');
  expect(await burnin([...words, '--operation', OPERATION])).toMatchObject({ code: 2 });
  expect(posts).toHaveLength(2);
  expect((await burnin(exported)).said).not.toContain(named);
  expect(await burnin(['audit', 'verify', '--db', db])).toMatchObject({ code: 0 });
  const bundle = path.join(folder, 'evidence.json');
  expect(await burnin(['export', '--db', db, '--operation', OPERATION, '--format', 'evidence', '--out', bundle])).toMatchObject({
    code: 0,
  });
  expect(await burnin(['replay', bundle])).toMatchObject({ code: 0 });
});

it('where nobody takes what it sends, one sentence says what waits, for which address, why, and what to do', async () => {
  const db = await killedScan();
  const { baseUrl, posts } = await factory(undefined, () => new Promise(() => undefined));
  // Somebody does not wait for it any longer.
  const enough = setTimeout(() => process.emit('SIGTERM'), 2_000);
  onTestFinished(() => clearTimeout(enough));
  const gone = await burnin(['finish', '--db', db, '--operation', OPERATION, '--api', 'http://127.0.0.1:9']);
  expect(gone.code).toBe(0);
  expect(gone.said).toBe(
    `Operation ${OPERATION} is ended as interrupted. Nothing of it was sent to Pair.\n` +
      `  Not taken yet by http://127.0.0.1:9: 1 scan log, 1 notification (Nothing listens at 127.0.0.1:9); they wait in ${db}, and the next scan with --api http://127.0.0.1:9 sends them, ` +
      `or, if that address is wrong, burnin deliveries readdress --db ${db} --from http://127.0.0.1:9 --to BASE and then a scan with --api BASE.\n`,
  );
  expect((await burnin(['deliveries', 'readdress', '--db', db, '--from', 'http://127.0.0.1:9', '--to', baseUrl])).code).toBe(0);
  expect(posts).toEqual([]);
}, 40_000);

it('a practice scan that was killed is ended in practice', async () => {
  const db = await killedScan(async (store) => store.writeSetting('simulation', SIMULATION_MARK));
  const words = ['--db', db, '--operation', OPERATION];
  expect((await burnin(['export', ...words, '--out', `${db}.json`])).said).toContain(
    `To end it: burnin finish ${words.join(' ')} --practice\n`,
  );
  expect(await burnin(['finish', ...words, '--api', 'http://127.0.0.1:9'])).toMatchObject({ code: 2 });
  expect(await burnin(['finish', ...words, '--practice', '--api', 'http://127.0.0.1:9'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('--api is not used') as string,
  });
  const { code, said } = await burnin(['finish', ...words, '--practice']);
  expect(said).toMatch(/^Simulation: .*\nOperation OP-1 is ended as interrupted\. Nothing of it was sent to Pair\.\n/);
  expect(said).toContain('  accepted  Scan log');
  expect(code).toBe(0);
  const real = await killedScan();
  expect(await burnin(['finish', '--db', real, '--operation', OPERATION, '--practice'])).toMatchObject({ code: 2 });
});

it('history says of a scan that was killed that it was interrupted and never ended', async () => {
  const db = await killedScan();
  expect((await burnin(['history', '--db', db])).said).toMatch(/ {2} *0 s {2}.* interrupted, never ended\n/);
});

it('a scan that a signal ended is interrupted, and took until then', async () => {
  const db = await killedScan(async (store) =>
    store.commit({
      events: [
        {
          operationId: OPERATION,
          at: opening().startedAt + 12_000,
          event: { kind: 'scanClosed', reason: 'operator', bySignal: true },
        },
      ],
    }),
  );
  expect((await burnin(['history', '--db', db])).said).toMatch(/ {2} *12 s {2}.* interrupted\n/);
});

it('a scan that was killed took until the last that happened in it, however long after that it is ended', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  const { startedAt } = opening();
  await before.commit({
    operation: opening(),
    events: [
      { operationId: OPERATION, at: startedAt, event: { ...started(), roster: [serialNumber('A1')] } as ScanEvent },
      { operationId: OPERATION, at: startedAt + 20_000, event: { kind: 'askedAgain', devices: [] } },
    ],
  });
  await before.close();
  const { baseUrl } = await factory();
  expect((await burnin(['finish', '--db', db, '--api', baseUrl, '--operation', OPERATION])).code).toBe(0);

  const looks = async () => ({
    history: (await burnin(['history', '--db', db])).said,
    statistics: JSON.parse((await burnin(['statistics', '--db', db, '--json'])).said) as object,
  });
  const asItWas = {
    history: expect.stringMatching(/ {2} +20 s {2}.* interrupted\n/) as string,
    statistics: expect.objectContaining({ total: expect.objectContaining({ scanMs: 20_000 }) as object }) as object,
  };
  expect(await looks()).toMatchObject(asItWas);
  const store = await createStore({ file: db });
  const session = await loadSession(store, OPERATION);
  expect(session === null ? null : sessionView(session, 0)).toMatchObject({ interruptedAt: startedAt + 20_000 });
  while (await store.pack(Date.now() + 1e9));
  await store.close();
  expect(await looks()).toMatchObject(asItWas);
});

it('what was queued of earlier operations is told with what became of it, and nothing is sent for an operation that cannot be ended', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  const [earlier, killed] = ['EARLIER', 'KILLED'].map((name) => OperationId.parse(name));
  if (earlier === undefined || killed === undefined) throw new Error('no name');
  const opened = (operationId: OperationId, events: readonly ScanEvent[]) => ({
    operation: { ...opening(), operationId },
    events: events.map((event, place) => ({ operationId, at: 1_000 + place, event })),
  });
  const { baseUrl, posts } = await factory('REFUSED');
  await before.commit({
    ...opened(earlier, [started(earlier), { kind: 'scanClosed', reason: 'operator' }]),
    deliveries: ['REFUSED', 'TAKEN'].map((word) => ({
      key: word as DeliveryKey,
      kind: 'notification' as const,
      operationId: earlier,
      body: JSON.stringify({ word }),
      summary: `Notification: ${word}`,
      serials: [],
      createdAt: 1_001,
    })),
  });
  await before.commit(opened(killed, [started(killed)]));
  await before.close();

  const words = ['finish', '--db', db, '--api', baseUrl, '--operation'];
  expect(await burnin([...words, 'other'])).toMatchObject({ code: 2 });
  expect(await burnin([...words, earlier])).toMatchObject({
    code: 2,
    said: expect.stringContaining('finished already') as string,
  });
  expect(posts).toEqual([]);
  const { code, said } = await burnin([...words, killed]);
  expect(posts).toHaveLength(4);
  expect(code).toBe(1);
  expect(said).toContain('Operation KILLED is ended as interrupted. Nothing of it was sent to Pair.');
  expect(said).toContain(
    'Messages of earlier scans that were still queued:\n  rejected  Notification: REFUSED of operation EARLIER – ',
  );
  expect(said).toContain('accepted  1 notification of operation EARLIER');
});

it('a list that waited in records that were copied since is not sent from the copy, and told as in doubt', async () => {
  const db = await killedScan();
  const store = await createStore({ file: db });
  await store.commit({
    deliveries: [
      {
        key: 'list' as DeliveryKey,
        kind: 'pair',
        operationId: OPERATION,
        body: JSON.stringify({ snArray: ['A1'], operationId: OPERATION }),
        summary: 'Pair: 1 device',
        serials: ['A1'],
        createdAt: 1_001,
        madeFor: { base: 'http://elsewhere', path: '/pair' },
      },
    ],
  });
  const other = OperationId.parse('OTHER');
  await store.commit({
    operation: { ...opening(), operationId: other },
    events: [{ operationId: other, at: 1_000, event: started(other) }],
  });
  await store.close();
  const { baseUrl, posts } = await factory();
  const original = await burnin(['finish', '--db', db, '--api', baseUrl, '--operation', OPERATION]);
  expect(original).toMatchObject({ code: 0, said: expect.stringContaining('  queued    Pair: 1 device') as string });
  await copyFile(db, `${db}.copy`);
  const copied = await burnin(['finish', '--db', `${db}.copy`, '--api', baseUrl, '--operation', other]);
  expect(copied.code).toBe(1);
  expect(copied.said).toContain(
    '  ! These records are a copy, or were restored from a backup. A confirmed list that waited in them was not sent',
  );
  expect(copied.said).toContain('  unknown   Pair: 1 device of operation OP-1 – These records are a copy');
  expect(posts.filter((post) => post.includes('snArray'))).toEqual([]);
});

it('what is being sent when somebody asks to end is waited for, and told with what became of it', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  await before.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1_000, event: started() }] });
  await before.close();
  const { baseUrl } = await factory('scaninfo', async () => {
    process.emit('SIGTERM');
    return new Promise((resolve) => {
      setTimeout(resolve, 1_000);
    });
  });
  const { code, said } = await burnin(['finish', '--db', db, '--api', baseUrl, '--operation', OPERATION]);
  expect(said).toContain('  Waiting for the answer of the factory: 1 scan log, 1 notification.\n');
  expect(said).toContain('  rejected  Scan log');
  expect(said).toContain('  accepted  Notification');
  expect(said).not.toContain('queued');
  expect(code).toBe(1);
});

it.each([
  [
    'for the factory that is set',
    undefined,
    { code: 1, told: '  rejected  Pair: 1 device – Not sent: A1 does not pass any more' },
  ],
  [
    'for another one',
    { base: 'http://elsewhere', path: '/pair' },
    { code: 0, told: '  queued    Pair: 1 device – Made for http://elsewhere' },
  ],
])('a list of its own that was confirmed before, %s, is told with what became of it', async (_name, madeFor, { code, told }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  await before.commit({
    operation: opening(),
    events: [
      { operationId: OPERATION, at: 1_000, event: Object.assign(started(), { roster: [serialNumber('A1')] }) },
      {
        operationId: OPERATION,
        at: 1_001,
        event: {
          kind: 'pairConfirmed',
          digest: 'd',
          serials: [serialNumber('A1')],
          key: 'list' as DeliveryKey,
          operatorId: OperatorId.parse('100234'),
        },
      },
    ],
    deliveries: [
      {
        key: 'list' as DeliveryKey,
        kind: 'pair',
        operationId: OPERATION,
        body: JSON.stringify({ snArray: ['A1'], operationId: OPERATION }),
        summary: 'Pair: 1 device',
        serials: ['A1'],
        createdAt: 1_001,
        ...(madeFor === undefined ? {} : { madeFor }),
      },
    ],
  });
  await before.close();
  const { baseUrl } = await factory();
  const finished = await burnin(['finish', '--db', db, '--api', baseUrl, '--operation', OPERATION]);
  expect(finished).toMatchObject({ code, said: expect.stringContaining(told) as string });
  expect(finished.said).not.toContain('Nothing of it was sent to Pair');
});
