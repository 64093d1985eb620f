import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import type { DeliveryKey, OperationId } from '../../protocol/ids';
import { createStore } from '../adapters/store/create-store';
import type { NewDelivery } from '../domain/ports/deliveries';
import { runBurnin } from './run';

const OF_BEFORE = new URL('../adapters/store/fixtures/records-message-for-any-address.sqlite.gz', import.meta.url);
const OPERATION = 'op-1' as OperationId;

async function recordsFile(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-deliveries-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'burnin.sqlite');
}

function message(key: string, madeFor: NewDelivery['madeFor']): NewDelivery {
  return {
    key: key as DeliveryKey,
    kind: 'log',
    operationId: OPERATION,
    body: '{}',
    summary: 'Scan log, 1 device',
    serials: [],
    createdAt: 1,
    ...(madeFor === undefined ? {} : { madeFor }),
  };
}

async function burnin(words: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
  let printed = '';
  const print = (text: string): void => void (printed += text);
  const code = await runBurnin(words, { write: print, say: (line) => print(`${line}\n`), isInteractive: true });
  return { code, printed };
}

it('what waits for one address goes to another, however that is written, and nothing else does', async () => {
  const db = await recordsFile();
  const before = await createStore({ file: db });
  await before.commit({
    operation: { operationId: OPERATION, startedAt: 1, operatorId: 'tester' },
    deliveries: [
      message('a', { base: 'http://a', path: '/log' }),
      message('b', { base: 'http://a', path: '/other' }),
      message('c', { base: 'http://c:8080/plant', path: '/log' }),
      message('d', undefined),
      message('e', { base: 'http://a', path: '/log' }),
    ],
    deliveryUpdates: [{ key: 'e' as DeliveryKey, state: 'rejected', attempts: 1, nextTryAt: null, problem: [], settledAt: 1 }],
  });
  await before.close();
  const words = ['deliveries', 'readdress', '--db', db];
  expect(await burnin([...words, '--from', 'http://HERE', '--to', 'http://b'])).toEqual({
    code: 1,
    printed: 'No message waits for http://here. There are messages for http://a, http://c:8080/plant.\n',
  });
  expect(await burnin([...words, '--from', 'HTTP://A:80/', '--to', 'http://B/x/'])).toEqual({
    code: 0,
    printed: '2 messages made for http://a go to http://b/x: the next scan with --api http://b/x sends them.\n',
  });
  expect(await burnin([...words, '--from', 'http://b/x/other', '--to', 'http://b/x/log'])).toEqual({
    code: 0,
    printed: '1 message made for http://b/x/other goes to http://b/x/log: the next scan that sends there sends it.\n',
  });
  expect(await burnin([...words, '--from', 'http://c:8080/plant/log', '--to', 'http://d/v2/log'])).toMatchObject({ code: 0 });
  const after = await createStore({ file: db });
  const [line] = (await after.listAudit(3)).slice(2);
  expect(line?.event).toMatchObject({ action: 'deliveriesReaddressed', before: 'http://a', after: 'http://b/x' });
  expect((await after.listDeliveries(OPERATION)).map(({ key, madeFor }) => [key, madeFor])).toEqual([
    ['a', { base: 'http://b/x', path: '/log' }],
    ['b', { base: 'http://b/x', path: '/log' }],
    ['c', { base: 'http://d', path: '/v2/log' }],
    ['d', undefined],
    ['e', { base: 'http://a', path: '/log' }],
  ]);
  await after.close();
});

it('a pair that may have been taken stays, and is named', async () => {
  const db = await recordsFile();
  const before = await createStore({ file: db });
  const pair = (key: string): NewDelivery => ({
    ...message(key, { base: 'http://a', path: '/pair' }),
    kind: 'pair',
    serials: [`SN-${key}`],
  });
  await before.commit({
    operation: { operationId: OPERATION, startedAt: 1, operatorId: 'tester' },
    deliveries: [pair('doubtful'), pair('free')],
    deliveryTries: [{ key: 'doubtful' as DeliveryKey, at: 1, outcome: 'unknown', status: null, reason: [], answer: '' }],
  });
  await before.close();
  const words = ['deliveries', 'readdress', '--db', db, '--from', 'http://a', '--to', 'http://b'];
  const stays =
    '1 list for Pair of op-1 stays: http://a may have taken it. Ask there which devices were taken, then open these records in the console and settle each; a scan with --api http://a sends it there again.\n';
  expect(await burnin(words)).toEqual({
    code: 1,
    printed: `${stays}1 message made for http://a goes to http://b: the next scan with --api http://b sends it.\n`,
  });
  expect(await burnin(words)).toEqual({ code: 1, printed: stays });
  const after = await createStore({ file: db });
  expect((await after.listDeliveries(OPERATION)).map(({ key, madeFor }) => [key, madeFor?.base])).toEqual([
    ['doubtful', 'http://a'],
    ['free', 'http://b'],
  ]);
  await after.close();
});

it('a message of records of before is made for no address, and is nowhere else', async () => {
  const db = await recordsFile();
  await writeFile(db, gunzipSync(await readFile(OF_BEFORE)));
  const before = await createStore({ file: db });
  const [waiting] = await before.pendingDeliveries();
  expect(waiting).toMatchObject({ kind: 'pair', state: 'queued', attempts: 1 });
  expect(waiting).not.toHaveProperty('madeFor');
  await before.close();
  expect(await burnin(['deliveries', 'readdress', '--db', db, '--from', 'http://a', '--to', 'http://b'])).toEqual({
    code: 1,
    printed: 'No message waits for http://a.\n',
  });
});
