import { NO_TEXT } from '../../../protocol/texts/text';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operationId, type DeliveryKey, type OperationId } from '../../../protocol/ids';
import type { PruneRequest } from '../../domain/ports/keeping-time';
import { createStore, type SqliteStore } from './create-store';
import { loadSqlite } from './sqlite';
import { CLOSED, delivery, opening, received, report, result, started } from './testing/test-data';

let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-prune-'));
  file = join(folder, 'console.db');
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const audited = (subject: string) => ({
  at: 1,
  entry: { kind: 'audited', person: 'E1', action: 'settingsChanged', subject, before: null, after: null } as const,
});

/** One closed scan: three entries of the chain, one report, one message, one result. */
async function scan(id: string, closedAt = 5_000): Promise<OperationId> {
  const named = operationId(id);
  await store.commit({ operation: opening(id), events: [{ operationId: named, at: 1, event: started(id) }] });
  await store.commit({
    reports: [{ ...report(`r-${id}`), operationId: id }],
    events: [{ operationId: named, at: 2, event: received(`r-${id}`) }],
    deviceResults: [result('S01', 5_000, id)],
  });
  await store.commit({
    events: [{ operationId: named, at: closedAt, event: CLOSED }],
    deliveries: [delivery(`d-${id}`, id)],
  });
  await settle(`d-${id}`, 'accepted');
  return named;
}

async function settle(key: string, state: 'accepted' | 'rejected' | 'sending'): Promise<void> {
  const update = { key: key as DeliveryKey, state, attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: 1 };
  await store.commit({ deliveryUpdates: [update] });
}

const request = (...operationIds: OperationId[]): PruneRequest => ({ operationIds, at: 9_000, person: 'E1', olderThanDays: 30 });

async function reopenAfter(...statements: readonly string[]): Promise<string | null> {
  await store.close();
  const { DatabaseSync } = await loadSqlite();
  const db = new DatabaseSync(file);
  for (const statement of statements) db.exec(statement);
  db.close();
  store = await createStore({ file });
  return store.verifyChain();
}

describe('pruning', () => {
  it.each([false, true])('lets nothing be written under a scan that was removed (opened again: %s)', async (again) => {
    const old = await scan('OLD');
    await scan('YOUNG');
    await store.prune(request(old));
    if (again) await reopenAfter();
    const late = {
      reports: [{ ...report('late'), operationId: 'OLD' }],
      events: [{ operationId: old, at: 9_001, event: received('late') }],
    };
    await expect(store.commit(late)).rejects.toMatchObject({ code: 'notAllowedNow' });
    expect(await store.loadReport('late')).toBeNull();
    expect(await store.loadEvents(old)).toEqual([]);
    expect(await store.verifyChain()).toBeNull();
  });

  it('removes everything of a scan and nothing of another, and the chain holds over the gap', async () => {
    const [old, young] = [await scan('OLD'), await scan('YOUNG')];
    await store.prune(request(old));
    expect(await store.loadEvents(old)).toEqual([]);
    expect(await store.loadReport('r-OLD')).toBeNull();
    expect(await store.listDeliveries(old)).toEqual([]);
    expect(await store.loadDeviceResults(old)).toEqual([]);
    expect(await store.loadEvents(young)).toHaveLength(3);
    expect(await store.loadReports(young)).toHaveLength(1);
    expect((await store.listOperations(9)).map((one) => one.operationId)).toEqual([young]);
    expect(await store.findOperation('OLD')).toMatchObject({ prunedAt: 9_000 });
    expect(await store.listCheckpoints(0, 100)).toMatchObject([
      {
        seq: 7,
        at: 9_000,
        person: 'E1',
        olderThanDays: 30,
        operationIds: ['OLD'],
        ranges: [{ from: 1, to: 3, lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
        events: 3,
        reports: 1,
        deliveries: 1,
      },
    ]);
    expect(await store.verifyChain()).toBeNull();
  });

  it('keeps the entries of people that lie between, over several rounds, until nothing else is left', async () => {
    const ids: OperationId[] = [];
    for (const id of ['A', 'B', 'C', 'D']) {
      ids.push(await scan(id));
      await store.commit({ audit: [audited(id)] });
    }
    const [a, b, c, d] = ids as [OperationId, OperationId, OperationId, OperationId];
    for (const batch of [[b], [a, d], [c]]) {
      await store.prune(request(...batch));
      expect(await store.verifyChain()).toBeNull();
    }
    const kinds = (await store.listAudit(50)).map(({ event }) => event.kind);
    expect(kinds).toEqual(['pruned', 'pruned', 'pruned', 'audited', 'audited', 'audited', 'audited']);
    await scan('LATER');
    expect(await store.verifyChain()).toBeNull();
    expect(await reopenAfter()).toBeNull();
  });

  it('leaves an open scan, one that is being sent, and one pruned before; then all of the batch stays', async () => {
    const old = await scan('OLD');
    const open = operationId('OPEN');
    await store.commit({ operation: opening('OPEN'), events: [{ operationId: open, at: 1, event: started('OPEN') }] });
    await expect(store.prune(request(old, open))).rejects.toThrow('OPEN is not closed');
    const sending = await scan('SENDING');
    await settle('d-SENDING', 'sending');
    await expect(store.prune(request(old, sending))).rejects.toThrow('SENDING is not closed, is being sent');
    expect(await store.loadEvents(old)).toHaveLength(3);
    expect(await store.listCheckpoints(0, 100)).toEqual([]);
    await store.prune(request(old));
    await expect(store.prune(request(old))).rejects.toThrow('was pruned already');
    expect(await store.verifyChain()).toBeNull();
  });

  it('never gives the id of a removed scan away again', async () => {
    await store.prune(request(await scan('OLD')));
    await expect(store.commit({ operation: opening('OLD') })).rejects.toMatchObject({ code: 'operationExists' });
  });

  it('is still refused to an ordinary statement, also for a scan that is closed', async () => {
    await scan('OLD');
    await expect(reopenAfter('delete from event')).rejects.toThrow('events are never removed');
    store = await createStore({ file });
  });

  it('lists what is old with what is not settled', async () => {
    await scan('OLD', 5_000);
    await scan('YOUNG', 8_000);
    await settle('d-OLD', 'rejected');
    expect(await store.listOld(6_000, null, 9)).toMatchObject([
      { operationId: 'OLD', closedAt: 5_000, events: 3, reports: 1, deliveries: 1, unsettled: [{ state: 'rejected' }] },
    ]);
  });
});

describe('after pruning, verifying finds', () => {
  const UNLOCK = ['drop trigger event_stays', 'drop trigger event_remains'];
  const forge = (change: string) => [...UNLOCK, `update event set body = ${change} where kind = 'pruned'`];

  beforeEach(async () => {
    const first = await scan('A');
    const second = await scan('B');
    await scan('C');
    await store.commit({ audit: [audited('between')] });
    await store.prune(request(first, second));
    await scan('D');
  });

  const ALTERED = 'Entry 11 of the event log, the checkpoint of what was pruned, was altered after it was written.';

  it('nothing, where nothing was done', async () => {
    expect(await reopenAfter()).toBeNull();
  });

  it.each<[string, readonly string[], string]>([
    ['an altered hash in the checkpoint', forge(`replace(body, '"lastHash":"', '"lastHash":"0')`), ALTERED],
    ['a widened checkpoint', forge(`replace(body, '"to":6', '"to":7')`), ALTERED],
    ['another person in the checkpoint', forge(`replace(body, '"person":"E1"', '"person":"E2"')`), ALTERED],
    ['other counts in the checkpoint', forge(`replace(body, '"reports":2', '"reports":1')`), ALTERED],
    [
      'a removed checkpoint',
      [...UNLOCK, `delete from event where kind = 'pruned'`],
      'Entries 1 to 6 of the event log are missing.',
    ],
    ['one more removed entry', [...UNLOCK, 'delete from event where seq = 7'], 'Entry 7 of the event log is missing.'],
    [
      'a removed entry after the checkpoint',
      [...UNLOCK, 'delete from event where seq = 13'],
      'Entry 13 of the event log is missing.',
    ],
    [
      'an altered entry after the gap',
      [...UNLOCK, 'update event set at = at + 1 where seq = 7'],
      'Entry 7 of the event log (scanStarted of operation C) was altered after it was written.',
    ],
    [
      'reordered entries after the gap',
      [
        ...UNLOCK,
        'update event set seq = 99 where seq = 8',
        'update event set seq = 8 where seq = 9',
        'update event set seq = 9 where seq = 99',
      ],
      'Entries of the event log were reordered: in place 8 stands the one that was written as entry 9, and in place 9 the one written as 8.',
    ],
    [
      'an entry put back into the gap',
      [
        ...UNLOCK,
        `insert into event select 3, operation_id, at, kind, report_id, body, prev_hash, hash from event where seq = 7`,
      ],
      'Entry 3 of the event log (scanStarted of operation C) stands among entries that were pruned: it was put there afterwards, or the checkpoint is not true.',
    ],
    [
      'a scan marked as pruned and removed without a checkpoint',
      [`update operation set pruned_at = 1 where operation_id = 'C'`, `delete from event where operation_id = 'C'`],
      'Entries 7 to 9 of the event log are missing.',
    ],
  ])('%s', async (_what, statements, sentence) => {
    expect(await reopenAfter(...statements)).toBe(sentence);
  });
});
