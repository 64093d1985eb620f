import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { opening, started } from '../../adapters/store/testing/test-data';
import { auditCommand } from '../../cli/audit-command';
import { operationId } from '../../../protocol/ids';
import { checkpoints, trail } from './whole-trail';

const ENTRIES = 250;

let folder: string;
let file: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-trail-'));
  file = path.join(folder, 'burnin.sqlite');
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function filled(): Promise<void> {
  const audited = (place: number) => ({
    at: place,
    entry: { kind: 'audited', person: 'E-1', action: 'signedIn', subject: `n${place}`, before: null, after: null } as const,
  });
  await store.commit({ audit: Array.from({ length: ENTRIES }, (_, place) => audited(place)) });
}

it('gives every entry once, the newest first, and never reads many at once', async () => {
  await filled();
  const asked: number[] = [];
  const listAudit: SqliteStore['listAudit'] = async (limit, before) => {
    const entries = await store.listAudit(limit, before);
    asked.push(limit);
    return entries;
  };
  for (const most of [1, 99, 100, 101, 250, 10_000, undefined]) {
    const seqs: number[] = [];
    for await (const { seq } of trail({ listAudit }, most)) seqs.push(seq);
    const count = Math.min(most ?? Infinity, ENTRIES);
    expect(seqs).toEqual(Array.from({ length: count }, (_, place) => ENTRIES - place));
  }
  expect(Math.max(...asked)).toBe(100);
});

it('lists as many as are asked for at a terminal, and verifies the whole log', async () => {
  await filled();
  await store.close();
  const lines: string[] = [];
  expect(
    await auditCommand(
      { what: 'list', db: file, limit: 230 },
      (line) => lines.push(line),
      () => undefined,
    ),
  ).toBe(0);
  expect(lines.map((line) => /n\d+/.exec(line)?.[0])).toEqual(
    Array.from({ length: 230 }, (_, place) => `n${ENTRIES - 1 - place}`),
  );
  expect(
    await auditCommand(
      { what: 'verify', db: file, limit: 1 },
      () => undefined,
      () => undefined,
    ),
  ).toBe(0);
  store = await createStore({ file });
});

it('gives every checkpoint of what was pruned, the oldest first', async () => {
  for (let place = 1; place <= 205; place += 1) {
    const id = operationId(`OP-${place}`);
    const events = [started(id), { kind: 'scanClosed', reason: 'idle' } as const];
    await store.commit({ operation: opening(id), events: events.map((event) => ({ operationId: id, at: place, event })) });
    await store.prune({ operationIds: [id], at: place, person: 'policy', olderThanDays: 1 });
  }
  const pruned: string[] = [];
  for await (const { operationIds } of checkpoints(store)) pruned.push(...operationIds);
  expect(pruned).toEqual(Array.from({ length: 205 }, (_, place) => `OP-${place + 1}`));
});
