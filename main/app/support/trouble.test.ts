import { text, verbatim } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OperationId } from '../../../protocol/ids';
import { NotificationBody } from '../../../protocol/http';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { Store } from '../../domain/ports/store';
import { systemIdentities } from '../../identities';
import { AppError } from '../../domain/errors';
import { HandClock } from '../testing/hand-clock';
import { Trouble } from './trouble';

const silent = (): void => undefined;
const OPERATION = OperationId.parse('op-1');
let folder: string;
let store: SqliteStore;
let clock: HandClock;
let open: OperationId | null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-trouble-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  clock = new HandClock(Date.UTC(2026, 10, 22));
  open = OPERATION;
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function newTrouble(records: Store = store): Trouble {
  return new Trouble({
    store: records,
    clock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ids: systemIdentities,
    operationId: () => open,
    consoleId: () => 'console-7',
    addressOf: (kind) => ({ base: 'http://factory', path: `/${kind}` }),
    onDeliveries: silent,
  });
}

async function told(): Promise<readonly (readonly [string, string])[]> {
  return (await store.listDeliveries(null)).map(({ body }) => {
    const { id, status } = NotificationBody.parse(JSON.parse(body));
    return [id, status] as const;
  });
}

it('a full disk is told once each time, when it is over', async () => {
  const trouble = newTrouble();
  trouble.storeState(verbatim('The disk is full.'));
  trouble.storeState(verbatim('The disk is full.'));
  expect(await told()).toEqual([]);
  clock.pass(12_000);
  trouble.storeState(null);
  trouble.storeState(null);
  await vi.waitFor(async () =>
    expect(await told()).toEqual([['op-1', 'Records could not be written for 12 s: The disk is full.']]),
  );
  trouble.storeState(verbatim('The disk is full.'));
  trouble.storeState(null);
  await vi.waitFor(async () => expect(await told()).toHaveLength(2));
});

it('quarantine is told once per operation, not again after a restart', async () => {
  const sentence = 'A message could not be read and is in quarantine: The message is not JSON.';
  const trouble = newTrouble();
  trouble.quarantined(verbatim('The message is not JSON.'));
  trouble.quarantined(verbatim('The message is empty.'));
  await vi.waitFor(async () => expect(await told()).toEqual([['op-1', sentence]]));
  newTrouble().quarantined(verbatim('The message is not JSON.'));
  open = OperationId.parse('op-2');
  trouble.quarantined(verbatim('The message is not JSON.'));
  await vi.waitFor(async () =>
    expect(await told()).toEqual([
      ['op-1', sentence],
      ['op-2', sentence],
    ]),
  );
});

it('while no scan is open, quarantine is told once for each start of the console, under its id', async () => {
  open = null;
  const first = newTrouble();
  for (let count = 0; count < 3; count += 1) first.quarantined(verbatim('The message is not JSON.'));
  await vi.waitFor(async () => expect((await told()).map(([id]) => id)).toEqual(['console-7']));
  newTrouble().quarantined(verbatim('The message is not JSON.'));
  await vi.waitFor(async () => expect(await told()).toHaveLength(2));
});

it('what could not be put on record, because the disk took nothing at all, is told when the records are written again, once', async () => {
  const disk = { refused: 0, full: true };
  const trouble = newTrouble({
    ...store,
    commit: (commit) => {
      if (!disk.full) return store.commit(commit);
      disk.refused += 1;
      return Promise.reject(new AppError('storeFailed', text('store.diskFull', { file: 'burnin.sqlite' })));
    },
  });
  trouble.diskFull(verbatim('The disk is full.'));
  await vi.waitFor(() => expect(disk.refused).toBe(1));
  await trouble.writesAgain();
  expect([disk.refused, await told()]).toEqual([2, []]);
  disk.full = false;
  await trouble.writesAgain();
  await trouble.writesAgain();
  expect(await told()).toEqual([['op-1', 'The disk is full.']]);
});
