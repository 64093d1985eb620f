import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { IncomingMessage, MessageBus } from '../../domain/ports/bus';
import { OperationId, OperatorId } from '../../../protocol/ids';
import { Strays } from './strays';
import { HandClock } from '../testing/hand-clock';

const quiet = () => undefined;
const LOG = { debug: quiet, info: quiet, warn: quiet, error: quiet };

let folder: string;
let store: SqliteStore;
let clock: HandClock;
let brokerIsThere: boolean;
let fileFails: boolean;
let diskIsFull: boolean;
/** What filing waits for. */
let gate: Promise<void> | undefined;
const offered: string[] = [];
const filed: string[] = [];
const late: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-strays-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  clock = new HandClock(1_000_000);
  [brokerIsThere, fileFails, diskIsFull] = [true, false, false];
  offered.length = 0;
  filed.length = 0;
  gate = undefined;
  late.length = 0;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function newStrays(): Strays {
  const bus: Pick<MessageBus, 'publishStray'> = {
    async publishStray(_message, id) {
      if (!brokerIsThere) throw new Error('no broker');
      offered.push(id);
    },
  };
  return new Strays({
    store: {
      ...store,
      commit: (commit) => (diskIsFull ? Promise.reject(new Error('the disk is full')) : store.commit(commit)),
    },
    clock,
    log: LOG,
    bus: () => bus as MessageBus,
    async file({ bytes }, id) {
      await gate;
      if (fileFails) throw new Error('the disk is full');
      await store.commit({ released: [id] });
      filed.push(Buffer.from(bytes).toString());
    },
    claimedLate: async (id) => {
      late.push(id);
    },
  });
}

const message = (text: string): IncomingMessage => ({
  bytes: Buffer.from(text),
  properties: { messageId: text },
  source: 'work',
  strayId: null,
});
/** Time passes, and what follows from it is on disk. */
async function pass(ms: number): Promise<void> {
  clock.pass(ms);
  await store.listHeld();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  await store.listHeld();
}
const held = async () => (await store.listHeld()).map(({ id }) => id);

describe('strays', () => {
  it('are on disk before they are offered, and filed when nobody has claimed them for two seconds', async () => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    expect(await held()).toEqual(['m1']);
    await pass(0);
    await pass(1_999);
    expect([offered, filed]).toEqual([['m1'], []]);
    await pass(1);
    expect(filed).toEqual(['one']);
    expect(await held()).toEqual([]);
  });

  it('are offered each, also right after others of their operation that nobody claimed: its console may be back', async () => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    await pass(0);
    await pass(2_000);
    expect([filed, strays.size, clock.waiting]).toEqual([['one'], 0, 0]);
    await strays.hold('m2', 'unknown', message('two'));
    await pass(0);
    strays.onClaimed('m2');
    await pass(2_000);
    expect([offered, filed, await held(), late]).toEqual([['m1', 'm2'], ['one'], [], []]);
  });

  it('have one timer for each operation, and are forgotten when nothing of them waits any more', async () => {
    const strays = newStrays();
    for (let number = 0; number < 300; number += 1)
      await strays.hold(`m${number}`, `operation-${number % 50}`, message(String(number)));
    await pass(0);
    expect(clock.waiting).toBe(50);
    expect(strays.size).toBe(50);
    await pass(2_000);
    expect(filed).toHaveLength(300);
    await pass(5_000);
    expect([strays.size, clock.waiting]).toEqual([0, 0]);
  });

  it('that another console claims leave the disk, and the others of their operation get their whole time', async () => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    await pass(0);
    await pass(1_900);
    await strays.hold('m2', 'unknown', message('two'));
    await pass(50);
    strays.onClaimed('m1');
    await pass(50);
    expect(await held()).toEqual(['m2']);
    expect(filed).toEqual([]);
    strays.onClaimed('m2');
    await pass(2_000);
    expect(await held()).toEqual([]);
    expect(filed).toEqual([]);
    await pass(5_000);
    expect([strays.size, clock.waiting]).toEqual([0, 0]);
  });

  it('that another console claims are filed in their scan here as well, where it stands in these records too', async () => {
    const operationId = OperationId.parse('copied');
    await store.commit({ operation: { operationId, startedAt: 1, operatorId: OperatorId.parse('tester') } });
    const strays = newStrays();
    await strays.hold('m1', operationId, message('one'));
    await strays.hold('m2', 'unknown', message('two'));
    await pass(0);
    fileFails = true;
    for (const id of ['m1', 'm2']) strays.onClaimed(id);
    await pass(2_000);
    expect([filed, await held()]).toEqual([[], ['m1']]);
    fileFails = false;
    await pass(5_000);
    expect([filed, await held()]).toEqual([['one'], []]);
  });

  it('that another console claims while the disk is full leave it as soon as it has room', async () => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    await pass(0);
    diskIsFull = true;
    strays.onClaimed('m1');
    await pass(20_000);
    expect([await held(), filed]).toEqual([['m1'], []]);
    diskIsFull = false;
    await pass(5_000);
    expect([await held(), filed]).toEqual([[], []]);
    strays.stop();
    expect(clock.waiting).toBe(0);
  });

  it.each([-3_600_000, -1_000, 3_600_000])('are held up by no clock that is set by %d ms', async (byMs) => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    await pass(0);
    clock.set(clock.now() + byMs);
    await pass(2_000);
    await pass(2_000);
    expect([await held(), filed]).toEqual([[], ['one']]);
  });

  it('wait until they could be offered and filed, however long that takes', async () => {
    brokerIsThere = false;
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    for (let round = 0; round < 10; round += 1) await pass(10_000);
    expect([offered, filed, await held()]).toEqual([[], [], ['m1']]);
    brokerIsThere = true;
    fileFails = true;
    strays.onBrokerUp();
    for (let round = 0; round < 10; round += 1) await pass(10_000);
    expect([filed, await held()]).toEqual([[], ['m1']]);
    fileFails = false;
    await pass(10_000);
    expect([filed, await held()]).toEqual([['one'], []]);
  });

  it('of an earlier run are taken up again', async () => {
    const before = newStrays();
    await before.hold('m1', 'unknown', message('one'));
    await pass(0);
    before.stop();
    expect(clock.waiting).toBe(0);
    offered.length = 0;
    const strays = newStrays();
    await strays.resume();
    strays.onBrokerUp();
    await pass(0);
    expect(offered).toEqual(['m1']);
    await pass(2_000);
    expect([filed, await held()]).toEqual([['one'], []]);
  });

  it('that are claimed after they were filed, or while they are, are told so; those that wait are not', async () => {
    const strays = newStrays();
    await strays.hold('m1', 'unknown', message('one'));
    await pass(0);
    strays.onClaimed('m1');
    await pass(0);
    expect([filed, late]).toEqual([[], []]);
    await strays.hold('m2', 'other', message('two'));
    await pass(0);
    let goOn = (): void => undefined;
    gate = new Promise((resolve) => {
      goOn = resolve;
    });
    await pass(2_000);
    strays.onClaimed('m2');
    await pass(0);
    expect([filed, late]).toEqual([[], []]);
    goOn();
    await pass(0);
    expect([filed, late, await held()]).toEqual([['two'], ['m2'], []]);
    await strays.hold('m3', 'third', message('three'));
    await pass(0);
    await pass(2_000);
    expect(filed).toContain('three');
    strays.onClaimed('m3');
    await pass(0);
    expect(late).toContain('m3');
  });
});
