import { fillNext } from '../statistics/attempts-of-before';
import { NO_TEXT, verbatim } from '../../../protocol/texts/text';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorId, operationId, serialNumber, type DeliveryKey } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { Log } from '../../domain/ports/log';
import { RecordKeeper } from './record-keeper';
import { HandClock } from '../testing/hand-clock';
import { A, C, PairRig } from '../testing/pair-rig';

/** Two scans of twelve devices, all passed and none sent to Pair, as version 0.1.0 wrote them. */
const OLD_RECORDS = path.join(import.meta.dirname, '../../adapters/store/fixtures/records-0.1.0.sqlite.gz');
const [FIRST, SECOND, BROKEN] = [operationId('BI-20261121-214501'), operationId('BI-20261121-214502'), operationId('BROKEN')];
const PERSON = OperatorId.parse('E-1');
const ALL_TWELVE: LeftOver = { target: 'pair', notPaired: 12, refused: 0, unknown: 0 };
const silent = (): void => undefined;
const SILENT: Log = { debug: silent, info: silent, warn: silent, error: silent };

let folder = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-keeper-'));
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(OLD_RECORDS)));
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const listed = async (): Promise<Readonly<Record<string, LeftOver | null>>> =>
  Object.fromEntries((await store.listOperations(9)).map((one) => [one.operationId, one.leftOver]));

/** A keeper that works until nothing is left to do. @returns the operations of which it tells that it counted them */
async function keep(records: SqliteStore = store): Promise<readonly string[]> {
  const counted: string[] = [];
  const clock = new HandClock(Date.now());
  const told = {
    fillNext: () => fillNext(records, SILENT),
    onCounted: (one: string) => void counted.push(one),
    onWarning: silent,
    onFailure: silent,
    onWritten: silent,
    onFull: silent,
  };
  const keeper = new RecordKeeper({ store: records, clock, log: SILENT, session: () => null, ...told });
  keeper.start();
  for (let step = 0; step < 60; step += 1) {
    clock.pass(5_000);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  await keeper.stop();
  return counted;
}

describe('what was not paired in scans of an earlier version', () => {
  it('is counted afterwards, also where some of it was refused, and beside a scan that cannot be read', async () => {
    const refused = await store.loadDeviceResults(SECOND);
    const serials = refused.slice(0, 3).map(({ sn }) => serialNumber(sn));
    const [one = ''] = serials;
    const key = 'k1' as DeliveryKey;
    await store.commit({
      operation: { operationId: BROKEN, startedAt: 1, operatorId: PERSON },
      events: [
        { operationId: BROKEN, at: 2, event: { kind: 'scanClosed', reason: 'complete' } },
        { operationId: SECOND, at: 3, event: { kind: 'pairConfirmed', digest: 'd', serials, key, operatorId: PERSON } },
        {
          operationId: SECOND,
          at: 4,
          event: { kind: 'pairAnswered', key, state: 'accepted', rejected: { [one]: 'wrong step' }, reason: NO_TEXT },
        },
      ],
    });
    expect(await listed()).toEqual({ [FIRST]: null, [SECOND]: null, [BROKEN]: null });
    expect((await keep()).toSorted()).toEqual([FIRST, SECOND].toSorted());
    expect(await listed()).toEqual({
      [FIRST]: ALL_TWELVE,
      [SECOND]: { target: 'pair', notPaired: 9, refused: 1, unknown: 0 },
      [BROKEN]: null,
    });
    expect(await store.listUncounted(9)).toEqual([BROKEN]);
    expect(await store.verifyChain()).toBeNull();
  });

  it('never takes the place of what was written since, and nothing stands of a scan that is open again', async () => {
    const counts: LeftOver = { target: 'pair', notPaired: 1, refused: 2, unknown: 3 };
    await store.commit({ leftOver: { operationId: FIRST, counts } });
    await store.fillLeftOver(FIRST, ALL_TWELVE, [], Number.MAX_SAFE_INTEGER);
    expect(await listed()).toEqual({ [FIRST]: counts, [SECOND]: null });
    await store.commit({
      events: [{ operationId: FIRST, at: 5, event: { kind: 'rescanAsked', devices: [], operatorId: PERSON } }],
    });
    await store.fillLeftOver(FIRST, ALL_TWELVE, [], Number.MAX_SAFE_INTEGER);
    expect(await listed()).toEqual({ [FIRST]: null, [SECOND]: null });
    expect(await store.listUncounted(9)).toEqual([SECOND]);
  });

  it('is not what was counted before a late answer came, though nothing stands there', async () => {
    let more = true;
    const late = async (): Promise<void> => {
      more = false;
      const event = { kind: 'reportUnusable', sn: serialNumber('Q1'), reason: verbatim('not used') } as const;
      await store.commit({ events: [{ operationId: SECOND, at: 5, event }], leftOver: { operationId: SECOND, counts: null } });
    };
    const real = store;
    const counted: number[] = [];
    store = {
      ...real,
      // Read to its end, and then something comes.
      loadReports: async (id) => {
        const reports = await real.loadReports(id);
        if (id === SECOND && more) await late();
        return reports;
      },
      fillLeftOver: async (id, ...rest) => {
        await real.fillLeftOver(id, ...rest);
        if (id === SECOND) counted.push((await listed())[SECOND] === null ? 0 : 1);
      },
    };
    await keep();
    store = real;
    // Refused, and then counted again.
    expect(counted).toEqual([0, 1]);
  });

  it('is counted after a late answer together with who is on hold by it', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan('op1', { A1: A });
    await rig.scan('op2', { A2: C });
    const onHold = async (): Promise<number[]> =>
      (await rig.store.searchHistory({ text: 'op1', reason: null, from: null, to: null, before: null, limit: 5 })).operations.map(
        (line) => line.onHold,
      );
    expect(await rig.answer({ operationId: 'op1', sn: 'A1', bootId: 'another unit', mac: A, attempt: 1 })).toBeNull();
    expect(await onHold()).toEqual([0]);
    await keep(rig.store);
    expect(await onHold()).toEqual([1]);
    expect((await rig.store.unitHistory('A1', 5)).map(({ held, status }) => [held, status])).toEqual([[true, 'pass']]);
    await rig.end();
  });
});

describe('a full disk', () => {
  it('is said once: by what cannot be written, or where something small still can, by the look at the room', async () => {
    const clock = new HandClock(Date.now());
    const disk = { freeBytes: 0, writes: false };
    let looking = false;
    const told: string[] = [];
    const keeper = new RecordKeeper({
      fillNext: async () => false,
      onCounted: silent,
      store: {
        ...store,
        writeSetting: async () => {
          looking = true;
          if (!disk.writes) throw new Error('full');
        },
        room: async () => {
          const room = { ...(await store.room()), diskFreeBytes: disk.freeBytes };
          looking = false;
          return room;
        },
      },
      clock,
      log: SILENT,
      session: () => null,
      onWarning: silent,
      onFailure: () => told.push('failure'),
      onWritten: () => told.push('written'),
      onFull: () => told.push('full'),
    });
    const look = async (freeBytes: number, writes: boolean): Promise<readonly string[]> => {
      Object.assign(disk, { freeBytes, writes });
      clock.pass(60_000);
      await expect.poll(() => looking).toBe(false);
      await new Promise(setImmediate);
      return told.splice(0);
    };
    keeper.start();
    looking = true;
    clock.pass(10_000);
    await expect.poll(() => looking).toBe(false);
    const plenty = 2 ** 30;
    expect(await look(0, false)).toEqual(['failure']);
    expect(await look(0, true)).toEqual(['written']);
    expect(await look(plenty, true)).toEqual(['written']);
    expect(await look(0, true)).toEqual(['written', 'full']);
    expect(await look(0, true)).toEqual(['written']);
    expect(await look(plenty, true)).toEqual(['written']);
    expect(await look(0, false)).toEqual(['failure']);
    await keeper.stop();
  });
});
