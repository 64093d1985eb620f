import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceIdOf, operationId, OperatorId, serialNumber } from '../../../protocol/ids';
import type { ScanEvent } from '../../domain/scan/events';
import type { DeviceResult } from '../../domain/ports/records';
import { createStore, type SqliteStore } from './create-store';
import { loadSqlite } from './sqlite';
import { BEFORE_LATEST_VERDICTS } from './testing/earlier-version';
import { CLOSED, opening, started } from './testing/test-data';

const OLD_RECORDS = path.join(import.meta.dirname, 'fixtures/records-0.1.0.sqlite.gz');

const OPERATOR = OperatorId.parse('E-1');

let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-verdicts-'));
  file = path.join(folder, 'console.db');
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (id: string): Promise<void> => {
  await store.commit({ operation: opening(id), events: [{ operationId: operationId(id), at: 1, event: started(id) }] });
};

const found = (id: string, sn: string, status: string, attempt = 1): Promise<void> => {
  const result: DeviceResult = { operationId: operationId(id), sn, status, attempt, at: 1 };
  return store.commit({ events: [{ operationId: operationId(id), at: 1, event: CLOSED }], deviceResults: [result] });
};

const askAgain = (id: string, ...sns: string[]): Promise<void> => {
  const devices = sns.map((sn) => deviceIdOf(serialNumber(sn)));
  const event: ScanEvent = { kind: 'rescanAsked', devices, operatorId: OPERATOR };
  return store.commit({ events: [{ operationId: operationId(id), at: 1, event }] });
};

const latest = async (...sns: string[]): Promise<readonly string[]> =>
  (await store.verdictsOn(sns, null)).map(({ sn, latest: last }) => `${sn} ${last?.operationId} ${last?.status}`);

async function asOfAnEarlierVersion(...statements: readonly string[]): Promise<void> {
  await store.close();
  const { DatabaseSync } = await loadSqlite();
  const db = new DatabaseSync(file);
  for (const statement of [...statements, ...BEFORE_LATEST_VERDICTS]) db.exec(statement);
  db.close();
  store = await createStore({ file });
}

describe('the latest verdict on a serial number', () => {
  it('is the one that was made last, whichever operation was begun last', async () => {
    await begin('OP-1');
    await begin('OP-2');
    await found('OP-2', 'S1', 'pass');
    await found('OP-1', 'S1', 'fail');
    expect(await latest('S1', 'S2')).toEqual(['S1 OP-1 fail', 'S2 undefined undefined']);
    // Looked at again, with the same outcome.
    await found('OP-2', 'S1', 'pass');
    expect(await latest('S1')).toEqual(['S1 OP-1 fail']);
    await found('OP-2', 'S1', 'pass', 2);
    expect(await latest('S1')).toEqual(['S1 OP-2 pass']);
    expect(await store.verdictsOn(['S1'], operationId('OP-1'))).toMatchObject([{ stored: { status: 'fail', attempt: 1 } }]);
  });

  it('stays when a device is asked again and nothing is found out', async () => {
    await begin('OP-1');
    await found('OP-1', 'S1', 'fail');
    for (const status of ['noAnswer', 'couldNotCheck']) await found('OP-1', 'S1', status, 2);
    expect(await latest('S1')).toEqual(['S1 OP-1 fail']);
  });
});

describe('the verdict from the newest report', () => {
  const answered = (id: string, sn: string): Promise<void> =>
    store.commit({
      events: [{ operationId: operationId(id), at: 1, event: { kind: 'reportReceived', reportId: `${id} ${sn}`, sha256: 'x' } }],
      answered: { operationId: operationId(id), sn },
    });
  const newest = async (sn: string) => (await store.verdictsOn([sn], null)).map((one) => one.newest);

  it('stays when an older report is judged later, and goes with a newer one', async () => {
    for (const id of ['OP-1', 'OP-2']) await begin(id);
    await answered('OP-1', 'S1');
    await answered('OP-2', 'S1');
    await found('OP-2', 'S1', 'fail');
    await found('OP-1', 'S1', 'pass');
    expect(await latest('S1')).toEqual(['S1 OP-1 pass']);
    expect(await newest('S1')).toEqual([{ operationId: 'OP-2', status: 'fail' }]);
    await answered('OP-1', 'S1');
    await found('OP-1', 'S1', 'pass', 2);
    expect(await newest('S1')).toEqual([{ operationId: 'OP-1', status: 'pass' }]);
  });

  it('is the latest verdict in records that do not say when a device answered', async () => {
    for (const id of ['OP-1', 'OP-2']) await begin(id);
    await found('OP-2', 'S1', 'fail');
    await found('OP-1', 'S1', 'pass');
    await asOfAnEarlierVersion();
    expect(await newest('S1')).toEqual([{ operationId: 'OP-2', status: 'fail' }]);
    await found('OP-1', 'S1', 'fail', 2);
    expect(await newest('S1')).toEqual([{ operationId: 'OP-1', status: 'fail' }]);
  });
});

describe('records of an earlier version', () => {
  it('come out in the order in which devices were asked', async () => {
    for (const id of ['OP-1', 'OP-2']) {
      await begin(id);
      for (const sn of ['S1', 'S2', 'S3']) await found(id, sn, id === 'OP-1' ? 'pass' : 'fail');
    }
    await askAgain('OP-1', 'S1', 'S2');
    await found('OP-1', 'S1', 'fail', 2);
    await found('OP-1', 'S2', 'noAnswer', 2);
    const before = await latest('S1', 'S2', 'S3');
    await asOfAnEarlierVersion();
    expect(await latest('S1', 'S2', 'S3')).toEqual(['S1 OP-1 fail', 'S2 OP-2 fail', 'S3 OP-2 fail']);
    expect(await latest('S1', 'S2', 'S3')).toEqual(before);
    expect(await store.verifyChain()).toBeNull();
  });

  it('open with an entry that was altered to no JSON', async () => {
    await begin('OP-1');
    await found('OP-1', 'S1', 'pass');
    await askAgain('OP-1', 'S1');
    await asOfAnEarlierVersion('drop trigger event_stays', "update event set body = '{' where kind = 'rescanAsked'");
    expect(await latest('S1')).toEqual(['S1 OP-1 pass']);
  });

  it('as 0.1.0 really wrote them: the later of two scans', async () => {
    await store.close();
    writeFileSync(file, gunzipSync(readFileSync(OLD_RECORDS)));
    store = await createStore({ file });
    const sns = (await store.loadDeviceResults('BI-20261121-214501')).map(({ sn }) => sn);
    expect(sns).toHaveLength(12);
    for (const { latest: last } of await store.verdictsOn(sns, null))
      expect(last).toEqual({ operationId: 'BI-20261121-214502', status: 'pass' });
  });
});

describe('records of before it was kept which report a verdict is of', () => {
  const OF_BEFORE = path.join(import.meta.dirname, 'fixtures/records-before-report-of-verdict.sqlite.gz');
  const newest = async (sn: string) => (await store.verdictsOn([sn], null)).map((one) => one.newest);

  it('open, and verdicts go on from where they stood', async () => {
    await store.close();
    writeFileSync(file, gunzipSync(readFileSync(OF_BEFORE)));
    store = await createStore({ file });
    expect(await latest('S1', 'S2', 'S3')).toEqual(['S1 OP-1 pass', 'S2 OP-1 fail', 'S3 OP-1 pass']);
    expect(await newest('S1')).toEqual([{ operationId: 'OP-2', status: 'fail' }]);
    // Judged again from the report that came first of the two.
    await found('OP-1', 'S1', 'fail');
    expect(await newest('S1')).toEqual([{ operationId: 'OP-2', status: 'fail' }]);
    await found('OP-2', 'S1', 'pass');
    expect(await newest('S1')).toEqual([{ operationId: 'OP-2', status: 'pass' }]);
    // Nobody knows when S3 answered in either.
    await found('OP-2', 'S3', 'fail');
    expect([await latest('S3'), await newest('S3')]).toEqual([['S3 OP-2 fail'], [{ operationId: 'OP-2', status: 'fail' }]]);
  });
});

it('a conflict that another unit joins is a verdict made again', async () => {
  const claims = (id: string, unit: string): Promise<void> =>
    store.commit({
      events: [{ operationId: operationId(id), at: 1, event: { kind: 'reportReceived', reportId: unit, sha256: 'x' } }],
      answered: { operationId: operationId(id), sn: 'S1' },
      deviceResults: [{ operationId: operationId(id), sn: 'S1', status: 'conflict', attempt: 1, at: 1 }],
    });
  for (const id of ['OP-1', 'OP-2']) await begin(id);
  await claims('OP-1', 'second unit');
  await found('OP-2', 'S1', 'pass');
  await claims('OP-1', 'third unit');
  expect(await store.verdictsOn(['S1'], null)).toMatchObject([
    { latest: { operationId: 'OP-1', status: 'conflict' }, newest: { operationId: 'OP-1', status: 'conflict' } },
  ]);
});
