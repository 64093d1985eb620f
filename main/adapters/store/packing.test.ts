import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { evidenceBundle } from '../../app/records/evidence';
import { registrySettings } from '../../app/registry/registry-settings';
import { replay } from '../../app/records/replay';
import { operationId } from '../../../protocol/ids';
import { createStore, type SqliteStore } from './create-store';
import { createPacks } from './packs';
import { createRegistry } from './registry/create-registry';
import { loadSqlite } from './sqlite';
import { type BuiltProgram, bundleProgram } from '../../testing/bundle-program';

/** Two scans of twelve devices with eight addresses each, as version 0.1.0 wrote them. */
const OLD_RECORDS = path.join(import.meta.dirname, 'fixtures/records-0.1.0.sqlite.gz');
const SCANS = ['BI-20261121-214501', 'BI-20261121-214502'].map(operationId);
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

let program: BuiltProgram;
let folder: string;
let file: string;
beforeAll(async () => {
  program = await bundleProgram('main/adapters/store/testing/packing-process.ts');
}, 60_000);
afterAll(() => program.remove());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-pack-'));
  file = path.join(folder, 'records.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(OLD_RECORDS)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const registryOf = (store: SqliteStore) =>
  createRegistry({
    tables: store.registry,
    settings: () => registrySettings(DEFAULT_SETTINGS.registry),
    now: () => 0,
    newUuid: () => '00000000-0000-4000-8000-000000000000',
  });

/** Everything that can be read of the records. */
async function everythingIn(store: SqliteStore): Promise<unknown> {
  const lines: string[] = [];
  for await (const line of registryOf(store).export()) lines.push(line);
  return {
    registry: lines,
    audit: await store.listAudit(1_000),
    deliveries: await store.listDeliveries(null),
    quarantine: await store.quarantinedAfter(0, 10),
    received: await store.loadReceivedAfter(0, 100),
    scans: await Promise.all(
      SCANS.map(async (id) => ({
        events: await store.loadEvents(id),
        chain: await store.loadChain(id),
        reports: await store.loadReports(id),
      })),
    ),
  };
}

async function packAll(store: SqliteStore): Promise<number> {
  let steps = 0;
  while (await store.pack(AFTER_ALL)) steps += 1;
  return steps;
}

describe('records of version 0.1.0', () => {
  it('say the same after they were packed, and every hash of them holds', async () => {
    const store = await createStore({ file });
    const before = await everythingIn(store);
    expect(JSON.stringify(before)).toContain('reportReceived');
    expect(await packAll(store)).toBeGreaterThan(4);
    expect(await everythingIn(store)).toEqual(before);
    expect(await store.verifyChain()).toBeNull();
    expect(await registryOf(store).checkReplay()).toEqual([]);
    for (const id of SCANS) {
      const bundle = await evidenceBundle(store, id, { person: 'test', at: 0, appVersion: 'test' });
      expect(replay(bundle, 'test')).toMatchObject({ ok: true, value: { devices: 12, altered: [], differences: [] } });
    }
    expect(await packAll(store)).toBe(0);
    await store.close();
  });

  it('are written again smaller, and say the same', async () => {
    const size = statSync(file).size;
    const store = await createStore({ file });
    const before = await everythingIn(store);
    await packAll(store);
    await store.compact();
    expect(await everythingIn(store)).toEqual(before);
    expect(await store.room()).toMatchObject({
      freeInsideBytes: 0,
      oldestAt: expect.any(Number),
      diskFreeBytes: expect.any(Number),
    });
    await store.close();
    expect(statSync(file).size).toBeLessThan(0.8 * size);
    const again = await createStore({ file });
    expect(await again.verifyChain()).toBeNull();
    await again.close();
  });

  it('are whole when the program is killed while it packs them, and the next one goes on', async () => {
    const first = await createStore({ file });
    const before = await everythingIn(first);
    await first.close();
    for (let killed = 0; killed < 2; killed += 1) {
      const child = spawn(process.execPath, [program.file, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(createInterface({ input: child.stdout }), 'line');
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      const store = await createStore({ file });
      expect(await everythingIn(store)).toEqual(before);
      expect(await store.verifyChain()).toBeNull();
      await store.close();
    }
    const last = await createStore({ file });
    await packAll(last);
    expect(await everythingIn(last)).toEqual(before);
    await last.close();
  });

  it('can be pruned when they are packed, and the chain holds over the gap', async () => {
    const store = await createStore({ file });
    await packAll(store);
    const [old] = SCANS;
    if (old === undefined) throw new Error('no scan');
    await store.prune({ operationIds: [old], at: Date.now(), person: 'test', olderThanDays: 1 });
    expect(await store.verifyChain()).toBeNull();
    expect(await store.loadReports(old)).toEqual([]);
    await store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    expect(db.prepare('select count(*) as packs from pack where operation_id = ?').get(old)).toEqual({ packs: 0 });
    db.close();
  });

  it.each([
    [
      'an exchanged block',
      "update pack set bytes = (select bytes from pack where operation_id <> '' order by id desc limit 1) where id = 1",
    ],
    ['a damaged block', "update pack set bytes = x'00' where id = (select min(id) from pack where operation_id <> '')"],
    ['a missing block', "delete from pack where id = (select min(id) from pack where operation_id <> '')"],
    ['a missing block of the registry', "delete from pack where id = (select max(id) from pack where operation_id = '')"],
    [
      'an exchanged block of the registry',
      "update pack set bytes = (select bytes from pack where id = 1) where operation_id = ''",
    ],
    [
      'a missing block of messages',
      "delete from pack where id = (select cast(substr(body, 2) as integer) from delivery where body like '@%' limit 1)",
    ],
  ])('%s of packed entries is noticed, in one sentence', async (_what, sql) => {
    const store = await createStore({ file });
    await packAll(store);
    await store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
    const again = await createStore({ file });
    expect(await again.verifyChain()).toMatch(/altered|missing/);
    await again.close();
  });

  it('each change of one bit in a block is noticed, whatever is in the block', async () => {
    const store = await createStore({ file });
    await packAll(store);
    const { DatabaseSync } = await loadSqlite();
    await store.close();
    const db = new DatabaseSync(file);
    const packs = createPacks(db);
    expect(packs.check(0)).toMatchObject({ problem: null });
    const blocks = db.prepare('select id, bytes from pack').all() as { readonly id: number; readonly bytes: Uint8Array }[];
    for (const { id, bytes } of blocks) {
      for (let at = 0; at < bytes.byteLength; at += Math.ceil(bytes.byteLength / 20)) {
        const altered = Uint8Array.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
        db.prepare('update pack set bytes = ? where id = ?').run(altered, id);
        expect(packs.check(0).problem).toBe(`Block ${id} of packed records is damaged: it was altered afterwards.`);
      }
      db.prepare('update pack set bytes = ? where id = ?').run(bytes, id);
    }
    db.close();
  });
});

describe('new records', () => {
  it('become smaller when what closed scans left was packed', async () => {
    const store = await createStore({ file: path.join(folder, 'new.sqlite') });
    const id = operationId('OP-1');
    const bytes = (n: number): Uint8Array =>
      Buffer.from(JSON.stringify({ sn: `SN-${n}`, text: 'the same in each report '.repeat(200) }));
    await store.commit({
      operation: { operationId: id, startedAt: 1, operatorId: 'E-1' },
      reports: Array.from({ length: 400 }, (_, n) => ({
        id: `r${n}`,
        operationId: id,
        sn: `SN-${n}`,
        at: n,
        bytes: bytes(n),
        properties: {},
      })),
      events: [
        ...Array.from({ length: 400 }, (_, n) => ({
          operationId: id,
          at: n,
          event: { kind: 'reportReceived', reportId: `r${n}` } as const,
        })),
        { operationId: id, at: 500, event: { kind: 'scanClosed', reason: 'complete' } },
      ],
    });
    await packAll(store);
    while (await store.shrink());
    expect(Buffer.from((await store.loadReport('r7'))?.bytes ?? []).equals(Buffer.from(bytes(7)))).toBe(true);
    await store.close();
    expect(statSync(path.join(folder, 'new.sqlite')).size).toBeLessThan(600_000);
  });
});
