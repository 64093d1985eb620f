import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operationId } from '../../../../protocol/ids';
import type { AttemptRecord } from '../../../domain/statistics/attempt-record';
import { createStore, type SqliteStore } from '../create-store';
import { attempt, CLOSED, opening, result, started } from '../testing/test-data';

const ALL = { from: null, to: null };
/** Of the processor: other programs are not counted. A step takes 20 ms. */
const SHORT_MS = 60;
let folder = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-steps-'));
  store = await createStore({ file: path.join(folder, 'records.sqlite') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const attemptsOf = (id: string, from: number, count: number, change: Partial<AttemptRecord> = {}): AttemptRecord[] =>
  Array.from({ length: count }, (_, index) =>
    attempt(`S${String(from + index).padStart(6, '0')}`, { at: 1_500, ...change, operationId: operationId(id) }),
  );
async function operation(id: string, startedAt: number, attempts: readonly AttemptRecord[]): Promise<void> {
  const named = operationId(id);
  await store.commit({
    operation: opening(id, startedAt),
    events: [
      { operationId: named, at: startedAt, event: started(id) },
      { operationId: named, at: startedAt + 60_000, event: CLOSED },
    ],
  });
  await write(id, attempts);
}
const write = (id: string, attempts: readonly AttemptRecord[]): Promise<void> =>
  store.commit({
    deviceResults: attempts.map((one) => ({ ...result(one.sn, one.at, id), status: one.status, attempt: one.attempt })),
    attempts,
  });
const figures = async () =>
  (await store.sumsBy(ALL, 'operator')).map(({ results, judged, units, first, second, last }) => [
    results,
    judged,
    units,
    first,
    second,
    last,
  ]);

it('counts 8 operations of 10,000 devices, and all that they change, in short steps', async () => {
  for (let rack = 0; rack < 100; rack += 1) await operation(`R-${rack}`, 1_000 + rack, attemptsOf(`R-${rack}`, rack * 100, 100));
  while (await store.tally());
  for (let big = 0; big < 8; big += 1) await operation(`B-${big}`, 2_000 + big, attemptsOf(`B-${big}`, 0, 10_000));
  const took: number[] = [];
  for (let more = true; more; ) {
    const begun = process.cpuUsage();
    more = await store.tally();
    const { user, system } = process.cpuUsage(begun);
    took.push((user + system) / 1_000);
  }
  const slow = took.filter((ms) => ms > SHORT_MS);
  // The garbage collector has its turns.
  expect(slow.length, `${took.length} steps, the slow ones ${slow.map(Math.round).join(', ')} ms`).toBeLessThan(3);
  expect(Math.max(...took)).toBeLessThan(4 * SHORT_MS);
  expect(await figures()).toEqual([[90_000, 90_000, 10_000, 10_000, 10_000, 10_000]]);
}, 120_000);

it('what is written while it is counted is counted the next time, and asking comes to an end meanwhile', async () => {
  await operation('OP-1', 1_000, attemptsOf('OP-1', 0, 5_000, { status: 'fail' }));
  await operation('OP-2', 2_000, attemptsOf('OP-2', 4_000, 5_000));
  let steps = 0;
  for (let more = true; more; steps += 1) {
    more = await store.tally();
    // Each time in both: of the first devices, which are counted already, and of new ones.
    await write('OP-1', attemptsOf('OP-1', 0, 10, { attempt: 2 + steps, status: 'pass' }));
    await write('OP-2', attemptsOf('OP-2', 20_000 + steps, 1));
    expect(steps).toBeLessThan(1_000);
  }
  while (await store.tally());
  // 9,000 devices of before, of which 4,000 passed at first, 1,000 at the second time, ten later.
  expect(await figures()).toEqual([
    [10_000 + 11 * steps, 10_000 + 11 * steps, 9_000 + steps, 4_000 + steps, 5_010 + steps, 5_010 + steps],
  ]);
});

it('old records of 10,000 devices are filled in while other things are written, and all of them', async () => {
  await operation('OP-1', 1_000, []);
  await store.writeSetting('attemptsUnfilled', '1');
  const filling = store.fillAttempts(operationId('OP-1'), attemptsOf('OP-1', 0, 10_000), 1_000);
  for (let other = 0; other < 3; other += 1) await store.writeSetting('other', String(other));
  expect(await store.countUnfilled()).toBe(1);
  await filling;
  expect(await store.countUnfilled()).toBe(0);
  expect(await store.unitHistory('S009999', 9)).toHaveLength(1);
});
