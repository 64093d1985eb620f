import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { deviceDetails } from '../../domain/scan/views';
import { loadSession } from '../scan/load-session';
import { fillNext } from './attempts-of-before';
import { StatisticsService } from './statistics-service';

const FIXTURES = path.join(import.meta.dirname, '../../adapters/store/fixtures');
const silent = (): void => undefined;
const LOG = { debug: silent, info: silent, warn: silent, error: silent };
const EVERYTHING = { text: '', reason: null, from: null, to: null, before: null, limit: 500 };
let folder = '';
let store: SqliteStore;
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-before-'));
  file = path.join(folder, 'records.sqlite');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string): Promise<void> {
  writeFileSync(file, gunzipSync(readFileSync(path.join(FIXTURES, name))));
  store = await createStore({ file });
}

describe.each(['records-0.1.0.sqlite.gz', 'records-with-sentences.sqlite.gz', 'records-delivery-sentences.sqlite.gz'])(
  'records of an earlier version (%s)',
  (name) => {
    it('have every attempt of every device in history, as their events tell it, and are counted', async () => {
      await open(name);
      const service = new StatisticsService({
        store,
        offsetAt: () => 0,
        now: () => Date.now(),
        shiftStarts: () => [],
        running: () => null,
      });
      expect((await service.search(EVERYTHING)).unfilled).toBeGreaterThan(0);
      while (await fillNext(store, LOG));
      const found = await service.search(EVERYTHING);
      expect(found.unfilled).toBe(0);
      let judged = 0;
      for (const { operationId } of await store.listOperations(500)) {
        const session = await loadSession(store, operationId);
        for (const device of session?.devices.values() ?? []) {
          if (device.sn === null) continue;
          const told = deviceDetails(device).attempts.filter(({ status }) => status !== 'waiting' && status !== 'reported');
          const filled = (await store.unitHistory(device.sn, 500)).filter((one) => one.operationId === operationId);
          expect(filled.map(({ attempt, status }) => [attempt, status]).toReversed()).toEqual(
            told.map(({ attempt, status }) => [attempt, status]),
          );
          judged += device.guest ? 0 : told.filter(({ status }) => ['pass', 'fail', 'waived'].includes(status)).length;
        }
      }
      expect((await service.read({ from: null, to: null, by: 'operator' })).total.judged).toBe(judged);
      expect(judged).toBeGreaterThan(0);
    });
  },
);

it('goes on where it ended, newest first', async () => {
  await open('records-with-sentences.sqlite.gz');
  const all = await store.countUnfilled();
  expect(await fillNext(store, LOG)).toBe(true);
  expect(await store.countUnfilled()).toBe(all - 1);
  await store.close();
  store = await createStore({ file });
  expect(await store.countUnfilled()).toBe(all - 1);
  while (await fillNext(store, LOG));
  expect([await store.countUnfilled(), await store.nextUnfilled()]).toEqual([0, null]);
});
