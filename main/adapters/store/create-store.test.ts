import { NO_TEXT, verbatim } from '../../../protocol/texts/text';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryKey, operationId } from '../../../protocol/ids';
import type { Commit } from '../../domain/ports/journal';
import type { DeviceResult } from '../../domain/ports/records';
import { createStore, type SqliteStore } from './create-store';
import {
  CLOSED,
  OPERATION,
  RESCAN,
  answered,
  delivery,
  opening,
  quarantined,
  received,
  report,
  result,
  started,
} from './testing/test-data';

let folder = '';
let file = '';
let store: SqliteStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  file = join(folder, 'data', 'console.db');
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const reopen = async () => {
  await store.close();
  store = await createStore({ file });
};
const open = (commit: Commit = {}) =>
  store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1_000, event: started() }], ...commit });
const event = (scanEvent: ReturnType<typeof started>, at = 2_000) => ({ operationId: OPERATION, at, event: scanEvent });

describe('store', () => {
  it('makes the file for its owner only', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('in memory leaves no file behind', async () => {
    const inMemory = await createStore({ file: ':memory:' });
    await inMemory.commit({ operation: opening() });
    await inMemory.close();
    expect(existsSync(':memory:')).toBe(false);
  });

  it('gives back everything that one commit held, before and after it was closed', async () => {
    await open();
    await store.commit({
      reports: [report('r1'), report('r2', 'Q2')],
      events: [event(received('r1')), event(answered('Q186I15901')), event({ kind: 'staleFiled', reportId: 'r2' }, 2_001)],
      quarantined: [quarantined('q1')],
      deliveries: [delivery('pair/OP-1/1')],
      deviceResults: [result('S01')],
    });
    for (const again of [false, true]) {
      if (again) await reopen();
      expect(await store.loadEvents(OPERATION)).toEqual([
        { seq: 1, ...event(started(), 1_000) },
        { seq: 2, ...event(received('r1')) },
        { seq: 3, ...event(answered('Q186I15901')) },
        { seq: 4, ...event({ kind: 'staleFiled', reportId: 'r2' }, 2_001) },
      ]);
      expect(await store.loadReports(OPERATION)).toEqual([report('r1'), report('r2', 'Q2')]);
      expect(await store.loadReport('r2')).toEqual(report('r2', 'Q2'));
      expect(await store.loadReport('r3')).toBeNull();
      expect(await store.quarantinedAfter(0, 10)).toEqual([{ ...quarantined('q1'), position: 1 }]);
      const { bytes, ...head } = quarantined('q1');
      expect(await store.listQuarantined(10)).toEqual([{ ...head, beginning: bytes, size: bytes.byteLength }]);
      expect(await store.loadDeviceResults(OPERATION)).toEqual([result('S01')]);
      expect(await store.loadDelivery('pair/OP-1/1' as DeliveryKey)).toEqual({
        ...delivery('pair/OP-1/1'),
        state: 'queued',
        attempts: 0,
        nextTryAt: null,
        problem: NO_TEXT,
        settledAt: null,
      });
      expect(await store.verifyChain()).toBeNull();
    }
  });

  it('lists an empty message that was quarantined', async () => {
    await store.commit({ quarantined: [{ ...quarantined('q1'), bytes: new Uint8Array() }] });
    expect(await store.listQuarantined(10)).toMatchObject([{ id: 'q1', beginning: new Uint8Array(), size: 0 }]);
  });

  it('leaves out reports that no event of the operation names', async () => {
    await open({ reports: [report('named'), report('other')] });
    await store.commit({ events: [event(received('named'))] });
    expect(await store.loadReports(OPERATION)).toEqual([report('named')]);
  });

  it('lists operations in the order in which they were started, whatever the clock said, and follows their closing and reopening', async () => {
    expect(await store.latestOperation()).toBeNull();
    expect(await store.findOperation('OP-1')).toBeNull();
    await open();
    // The clock was set back meanwhile.
    await store.commit({ operation: opening('OP-2', 500) });
    expect((await store.latestOperation())?.operationId).toBe('OP-2');
    expect((await store.listOperations(10)).map(({ operationId: id }) => id)).toEqual(['OP-2', 'OP-1']);
    expect(await store.listOperations(1)).toHaveLength(1);

    const closedAt = async () => (await store.findOperation('OP-1'))?.closedAt;
    expect(await closedAt()).toBeNull();
    await store.commit({ events: [event(CLOSED, 9_000)] });
    expect(await closedAt()).toBe(9_000);
    await store.commit({ events: [event(RESCAN, 9_500)] });
    expect(await closedAt()).toBeNull();
    await store.commit({ events: [event(RESCAN, 9_600), event(CLOSED, 9_700)] });
    expect(await closedAt()).toBe(9_700);
  });

  it('refuses a second operation of the same id and nothing else of what is written beside it', async () => {
    const outcomes = await Promise.allSettled([
      open(),
      store.commit({ quarantined: [quarantined('before')] }),
      store.commit({ operation: opening(), quarantined: [quarantined('with it')] }),
      store.commit({ events: [event(received('r1'))], reports: [report('r1')] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({
      reason: { code: 'operationExists', message: 'Operation OP-1 exists already. Choose another operation id.' },
    });
    expect((await store.listQuarantined(10)).map(({ id }) => id)).toEqual(['before']);
    expect(await store.loadEvents(OPERATION)).toHaveLength(2);
    expect(await store.verifyChain()).toBeNull();
  });

  it.each<[string, Commit]>([
    [
      'a delivery that is not there',
      {
        deliveryUpdates: [
          { key: 'none' as DeliveryKey, state: 'sending', attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: null },
        ],
      },
    ],
    ['an operation that was never opened', { events: [{ operationId: operationId('OP-9'), at: 1, event: CLOSED }] }],
    ['a report id that is taken', { reports: [report('taken')] }],
    ['a delivery key that is taken', { deliveries: [delivery('taken')] }],
    ['a value that is no JSON', { quarantined: [{ ...quarantined('q'), properties: { big: 1n } }] }],
  ])('writes nothing of a commit that names %s', async (_name, bad) => {
    await open({ reports: [report('taken')], deliveries: [delivery('taken')] });
    const commits = [
      { deviceResults: [result('S01')] },
      { events: [event(answered('Q1'))], deviceResults: [result('S02')], ...bad },
      { events: [event(CLOSED)] },
    ];
    if (bad.events !== undefined) commits[1] = { deviceResults: [result('S02')], events: [event(answered('Q1')), ...bad.events] };
    const outcomes = await Promise.allSettled(commits.map((commit) => store.commit(commit)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'AppError', code: 'storeFailed' } });
    expect((await store.loadDeviceResults(OPERATION)).map(({ sn }) => sn)).toEqual(['S01']);
    expect((await store.loadEvents(OPERATION)).map(({ event: { kind } }) => kind)).toEqual(['scanStarted', 'scanClosed']);
    expect(await store.verifyChain()).toBeNull();
  });

  it('keeps the order of many commits at once and answers reads in between with what was written before', async () => {
    await open();
    const seen: number[] = [];
    const writes: Promise<void>[] = [];
    for (let number = 1; number <= 700; number += 1) {
      writes.push(store.commit({ events: [event(received(`r${number}`), number)] }));
      if (number % 100 === 0) void store.loadEvents(OPERATION).then((events) => seen.push(events.length - 1));
    }
    await Promise.all(writes);
    const events = await store.loadEvents(OPERATION);
    expect(seen).toEqual([100, 200, 300, 400, 500, 600, 700]);
    expect(events.map(({ at }) => at)).toEqual([1_000, ...Array.from({ length: 700 }, (_, index) => index + 1)]);
    expect(await store.verifyChain()).toBeNull();
  });

  it('brings deliveries up to date and lists what is still to be sent, oldest first', async () => {
    await open({ deliveries: [delivery('a'), delivery('b'), delivery('c')] });
    await store.commit({ operation: opening('OP-2'), deliveries: [delivery('d', 'OP-2')] });
    await store.commit({
      deliveryUpdates: [
        {
          key: 'a' as DeliveryKey,
          state: 'sending',
          attempts: 1,
          nextTryAt: 7_000,
          problem: verbatim('no answer'),
          settledAt: null,
        },
        { key: 'b' as DeliveryKey, state: 'accepted', attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: 8_000 },
      ],
    });
    expect((await store.pendingDeliveries()).map(({ key, state }) => [key, state])).toEqual([
      ['a', 'sending'],
      ['c', 'queued'],
      ['d', 'queued'],
    ]);
    expect((await store.listDeliveries(OPERATION)).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect((await store.listDeliveries(null)).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
    expect(await store.loadDelivery('a' as DeliveryKey)).toMatchObject({
      attempts: 1,
      nextTryAt: 7_000,
      problem: verbatim('no answer'),
    });
    expect(await store.loadDelivery('z' as DeliveryKey)).toBeNull();
  });

  it('puts the result of a later attempt in the place of the earlier one', async () => {
    await open({ deviceResults: [result('S01', 100), result('S02', 300)] });
    const later: DeviceResult = { ...result('S02', 400), status: 'fail', attempt: 2 };
    await store.commit({ deviceResults: [later] });
    expect(await store.loadDeviceResults(OPERATION)).toEqual([result('S01', 100), later]);
  });

  it('replaces the projections of one operation and leaves the others', async () => {
    await open({ deviceResults: [result('S01'), result('S02')] });
    await store.commit({ operation: opening('OP-2'), deviceResults: [result('S09', 1, 'OP-2')] });
    await store.replaceDeviceResults(OPERATION, [result('S02', 6_000), result('S03')]);
    expect(await store.loadDeviceResults(OPERATION)).toEqual([result('S02', 6_000), result('S03')]);
    expect(await store.loadDeviceResults('OP-2')).toEqual([result('S09', 1, 'OP-2')]);
  });

  it('finds a signed report by its nonce, the first of them', async () => {
    await open({ reports: [{ ...report('r1'), nonce: 'key id-1' }, report('r2')] });
    await store.commit({ reports: [{ ...report('r3'), nonce: 'key id-1', at: 9_000 }] });
    for (const again of [false, true]) {
      if (again) await reopen();
      expect(await store.findNonce('key id-1')).toEqual({ operationId: OPERATION, at: 2_000 });
      expect(await store.findNonce('key id-2')).toBeNull();
      expect(await store.loadReport('r1')).toEqual({ ...report('r1'), nonce: 'key id-1' });
    }
  });

  it('keeps settings', async () => {
    expect(await store.readSetting('settings')).toBeNull();
    await store.writeSetting('settings', '{"a":1}');
    await store.writeSetting('settings', '{"a":2}');
    await reopen();
    expect(await store.readSetting('settings')).toBe('{"a":2}');
  });

  it('counts the quarantine and lists its newest first', async () => {
    for (const id of ['q1', 'q2', 'q3']) await store.commit({ quarantined: [quarantined(id)] });
    expect(await store.countQuarantined()).toBe(3);
    expect((await store.listQuarantined(2)).map(({ id }) => id)).toEqual(['q3', 'q2']);
  });

  it('survives text that SQLite cannot hold', async () => {
    const id = 'OP\0\ud800';
    await store.commit({
      operation: opening(id),
      events: [{ operationId: operationId(id), at: 1, event: answered('S\0\udfff') }],
      reports: [{ ...report('r1', 'S\0\udfff'), operationId: id }],
      deviceResults: [{ ...result('S\0\ud800'), operationId: operationId(id) }],
    });
    expect(await store.findOperation(id)).toMatchObject({ operationId: 'OP\ufffd\ufffd' });
    expect(await store.loadEvents(operationId(id))).toMatchObject([{ event: { sn: 'S\0\udfff' } }]);
    expect(await store.loadDeviceResults(id)).toMatchObject([{ sn: 'S\ufffd\ufffd' }]);
    expect(await store.verifyChain()).toBeNull();
    await expect(store.commit({ operation: opening(id) })).rejects.toMatchObject({ code: 'operationExists' });
  });

  it('takes large messages', async () => {
    const bytes = new Uint8Array(1_500_000).fill(0x41);
    await store.commit({ quarantined: [{ ...quarantined('large'), bytes }] });
    expect(Buffer.from(bytes).equals((await store.quarantinedAfter(0, 1))[0]?.bytes ?? new Uint8Array())).toBe(true);
  });

  it('stores only a message’s own bytes when they are a window on a larger buffer', async () => {
    const bytes = Buffer.alloc(1_000, 'x').subarray(10, 13);
    await store.commit({ quarantined: [{ ...quarantined('window'), bytes }] });
    expect((await store.quarantinedAfter(0, 1))[0]?.bytes).toEqual(Uint8Array.of(0x78, 0x78, 0x78));
  });

  it('says after closing that it is closed, and closes twice without harm', async () => {
    const last = store.commit({ quarantined: [quarantined('just in time')] });
    await store.close();
    await last;
    await store.close();
    await expect(store.countQuarantined()).rejects.toMatchObject({
      code: 'storeFailed',
      message: 'The database is closed already.',
    });
    await expect(store.commit({})).rejects.toMatchObject({ code: 'storeFailed' });
    store = await createStore({ file });
    expect(await store.countQuarantined()).toBe(1);
  });
});
