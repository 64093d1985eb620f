import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operationId, OperatorId } from '../../../../protocol/ids';
import type { HistoryQuestion } from '../../../../protocol/history';
import type { AttemptRecord } from '../../../domain/statistics/attempt-record';
import { createStore, type SqliteStore } from '../create-store';
import { attempt, CLOSED, opening, result, started } from '../testing/test-data';

const EVERYTHING: HistoryQuestion = { text: '', reason: null, from: null, to: null, before: null, limit: 50 };
const FAILED: Pick<AttemptRecord, 'status' | 'reason' | 'faults'> = {
  status: 'fail',
  reason: 'mismatch',
  faults: [{ interface: 'enp4s0', model: 'X710', verdict: 'mismatch' }],
};
let folder = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-history-'));
  store = await createStore({ file: path.join(folder, 'records.sqlite') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One closed operation with these attempts. */
async function operation(id: string, startedAt: number, attempts: readonly Partial<AttemptRecord>[]): Promise<void> {
  await store.commit({
    operation: { ...opening(id, startedAt), station: 'Line 3' },
    events: [{ operationId: operationId(id), at: startedAt, event: started(id) }],
  });
  for (const change of attempts) {
    const record = attempt(change.sn ?? 'S01', { at: startedAt + 500, ...change, operationId: operationId(id) });
    const stored = { ...result(record.sn, record.at, id), status: record.status, attempt: record.attempt };
    await store.commit({ deviceResults: [stored], attempts: [record] });
  }
  await store.commit({ events: [{ operationId: operationId(id), at: startedAt + 60_000, event: CLOSED }] });
}
const counted = async (): Promise<void> => {
  while (await store.tally());
};
const ids = async (change: Partial<HistoryQuestion>): Promise<readonly string[]> =>
  (await store.searchHistory({ ...EVERYTHING, ...change })).operations.map((line) => line.operationId);

it('a line counts apart what is not on the list', async () => {
  await operation('OP-1', 1_000, [
    { sn: 'S01' },
    { sn: 'S02', ...FAILED },
    { sn: 'G01', guest: true },
    { sn: 'G02', guest: true, status: 'notRegistered', reason: 'notRegistered' },
  ]);
  expect((await store.searchHistory(EVERYTHING)).operations).toMatchObject([{ devices: { pass: 1, fail: 1 }, guests: 2 }]);
});

it('lists operations newest first, page by page, with what became of their devices', async () => {
  await operation('OP-1', 1_000, [{ sn: 'S01' }, { sn: 'S02', ...FAILED }]);
  await operation('OP-2', 2_000_000, [{ sn: 'S01', held: true }]);
  const [newest, ...others] = (await store.searchHistory(EVERYTHING)).operations;
  expect(newest).toMatchObject({ operationId: 'OP-2', devices: { pass: 1 }, onHold: 1, station: 'Line 3', undelivered: 0 });
  expect(others).toMatchObject([{ operationId: 'OP-1', devices: { pass: 1, fail: 1 }, onHold: 0, closedAt: 61_000 }]);
  const first = await store.searchHistory({ ...EVERYTHING, limit: 1 });
  expect([first.more, first.operations.length]).toEqual([true, 1]);
  expect(await ids({ limit: 1, before: first.operations[0]?.position ?? 0 })).toEqual(['OP-1']);
});

it('finds by a serial number or a part of it in any case, by operation, operator, reason and time', async () => {
  await operation('OP-1', 1_000, [{ sn: 'Q186I15901' }, { sn: 'Q186I15902', ...FAILED }]);
  await operation('OP-2', 2_000_000, [{ sn: 'Q186I15903' }]);
  await counted();
  expect(await ids({ text: 'Q186I15901' })).toEqual(['OP-1']);
  expect(await ids({ text: 'q186' })).toEqual(['OP-2', 'OP-1']);
  expect(await ids({ text: '15903' })).toEqual(['OP-2']);
  expect(await ids({ text: 'op-1' })).toEqual(['OP-1']);
  expect(await ids({ text: 'e-4711' })).toEqual(['OP-2', 'OP-1']);
  expect(await ids({ text: 'nobody' })).toEqual([]);
  expect(await ids({ reason: 'mismatch' })).toEqual(['OP-1']);
  expect(await ids({ reason: 'swapped' })).toEqual([]);
  expect(await ids({ from: 1_001 })).toEqual(['OP-2']);
  expect(await ids({ to: 2_000_000 })).toEqual(['OP-1']);
  expect((await store.searchHistory({ ...EVERYTHING, text: 'Q186I1590' })).units).toEqual([
    'Q186I15901',
    'Q186I15902',
    'Q186I15903',
  ]);
});

it('names no serial numbers when too many fit', async () => {
  await operation(
    'OP-1',
    1_000,
    Array.from({ length: 60 }, (_, index) => ({ sn: `S1${String(index).padStart(3, '0')}` })),
  );
  for (const text of ['S', 'S1', 'S10', '1', '0']) expect((await store.searchHistory({ ...EVERYTHING, text })).units).toBeNull();
});

it('finds by every part of a serial number, however short', async () => {
  await operation('OP-1', 1_000, [{ sn: 'R8A1' }, { sn: 'R8B2' }]);
  await operation('OP-2', 2_000_000, [{ sn: 'X9C3' }]);
  const sn = 'R8A1';
  for (let from = 0; from < sn.length; from += 1)
    for (let to = from + 1; to <= sn.length; to += 1)
      for (const text of [sn.slice(from, to), sn.slice(from, to).toLowerCase()]) {
        const found = await store.searchHistory({ ...EVERYTHING, text });
        expect({ text, units: found.units }).toEqual({ text, units: expect.arrayContaining([sn]) as string[] });
        expect({ text, operations: found.operations.map(({ operationId: id }) => id) }).toMatchObject({
          text,
          operations: expect.arrayContaining(['OP-1']) as string[],
        });
      }
  expect(await ids({ text: 'c3' })).toEqual(['OP-2']);
});

it.each([
  ['ÖZIL', 'Nachtschicht'],
  ['Groß-Ž', 'БРИГАДА 2'],
  ['王小明', '夜班'],
])('finds the operator %s and the operation %s in any case', async (operator, name) => {
  await operation('OP-1', 1_000, []);
  await store.commit({
    operation: { ...opening(name, 2_000_000), operatorId: OperatorId.parse(operator) },
    events: [{ operationId: operationId(name), at: 2_000_000, event: started(name) }],
  });
  for (const whole of [operator, name])
    for (const part of [whole, whole.slice(0, 2), whole.slice(1)])
      for (const text of [part, part.toLowerCase(), part.toUpperCase()].filter((one) => one.length === part.length))
        expect({ text, found: await ids({ text }) }).toEqual({ text, found: [name] });
});

it('keeps every attempt of a device, with what was wrong, newest first', async () => {
  await operation('OP-1', 1_000, [
    { sn: 'S01', ...FAILED },
    { sn: 'S01', attempt: 2 },
  ]);
  await operation('OP-2', 2_000_000, [{ sn: 'S01', guest: true }]);
  expect(await store.unitHistory('S01', 9)).toMatchObject([
    { operationId: 'OP-2', attempt: 1, status: 'pass', guest: true, at: 2_000_500 },
    { operationId: 'OP-1', attempt: 2, status: 'pass', reason: null, faults: [] },
    { operationId: 'OP-1', attempt: 1, ...FAILED, product: 'B100', agent: '0.2.0', operatorId: 'E-4711' },
  ]);
});

it('counts how long a scan took that was counted while it was open', async () => {
  const named = operationId('OP-1');
  await store.commit({ operation: opening('OP-1'), events: [{ operationId: named, at: 1_000, event: started('OP-1') }] });
  await store.commit({ deviceResults: [result('S01', 1_500, 'OP-1')], attempts: [attempt('S01', { operationId: named })] });
  await counted();
  await store.commit({ events: [{ operationId: named, at: 61_000, event: CLOSED }] });
  await counted();
  expect(await store.sumsBy({ from: null, to: null }, 'operator')).toMatchObject([{ scans: 1, timed: 1, scanMs: 60_000 }]);
});

it('counts a device where it was judged first, also when that changes later', async () => {
  await operation('OP-1', 1_000, [{ sn: 'S01', ...FAILED }, { sn: 'S02' }, { sn: 'S03', guest: true }]);
  await counted();
  const figures = async () =>
    (await store.sumsInTime({ from: null, to: null }, [{ since: 0, ms: 0 }], [0, 1_000_000])).map(
      ({ shift, units, first, second, last, judged, passed, guests }) => [
        shift,
        { units, first, second, last, judged, passed, guests },
      ],
    );
  const before = { units: 2, first: 1, second: 1, last: 1, judged: 2, passed: 1, guests: 1 };
  expect(await figures()).toEqual([[0, before]]);
  await operation('OP-2', 2_000_000, [{ sn: 'S01' }, { sn: 'S03' }]);
  await counted();
  expect(await figures()).toEqual([
    [0, { ...before, second: 2, last: 2 }],
    [1, { units: 1, first: 1, second: 1, last: 1, judged: 2, passed: 2, guests: 0 }],
  ]);
  const request = { operationIds: [operationId('OP-1')], at: 9_000_000, person: 'policy', olderThanDays: 1 };
  await store.prune(request);
  await counted();
  // S01 was judged first in what is removed; S03 was not on a list before.
  expect(await figures()).toEqual([[1, { units: 1, first: 1, second: 1, last: 1, judged: 2, passed: 2, guests: 0 }]]);
  expect(await store.removedScans()).toEqual({ scans: 1, until: 1_000 });
  expect(await store.unitHistory('S02', 9)).toEqual([]);
  expect(await ids({})).toEqual(['OP-2']);
});

it('knows that a device was judged before, also in a scan of an earlier version that was removed before it was read', async () => {
  for (const [place, id] of (['OLD-1', 'OLD-2'] as const).entries()) {
    await operation(id, 1_000 + place, []);
    const stored = (['pass', 'noAnswer'] as const).map((status, device) => ({ ...result(`S0${device}`, 2_000, id), status }));
    await store.commit({ deviceResults: stored });
  }
  await store.writeSetting('attemptsUnfilled', '2');
  await operation('OP-3', 2_000_000, [{ sn: 'S00' }, { sn: 'S01' }]);
  await counted();
  const units = async () => (await store.sumsInTime({ from: null, to: null }, [{ since: 0, ms: 0 }], [0]))[0]?.units;
  expect(await units()).toBe(2);
  await store.prune({
    operationIds: ['OLD-1', 'OLD-2'].map((id) => operationId(id)),
    at: 9_000_000,
    person: 'policy',
    olderThanDays: 1,
  });
  await counted();
  // S01 did not answer then; S00 passed.
  expect(await units()).toBe(1);
});
