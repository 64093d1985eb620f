import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../domain/errors';
import { createStore } from './create-store';
import { loadSqlite } from './sqlite';
import { type BuiltProgram, bundleProgram } from '../../testing/bundle-program';
import { OPERATION, delivery, everything, opening, quarantined, received, report, result } from './testing/test-data';

let worker: BuiltProgram;
let program: BuiltProgram;
let folder = '';
let file = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  worker = await bundleProgram('main/adapters/store/writer-worker.ts');
  program = await bundleProgram('main/adapters/store/testing/committing-process.ts');
});
afterAll(() => {
  worker.remove();
  program.remove();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  file = join(folder, 'console.db');
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(folder, { recursive: true, force: true });
});

const kill = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** Another process that commits without end; `acked` grows with every commit that it was told is durable. */
const startCommitting = async (first = 0) => {
  const child = spawn(process.execPath, [program.file, file, worker.file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const acked: number[] = [];
  const counted = new Set<() => void>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line !== 'ready') acked.push(Number(line));
    for (const check of counted) check();
  });
  await once(lines, 'line');
  const untilAcked = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (acked.length < count) return;
        counted.delete(check);
        resolve();
      };
      counted.add(check);
      check();
    });
  return { child, acked, untilAcked };
};

describe('store in a thread of its own', { timeout: 30_000 }, () => {
  it('does what it does in the caller’s thread', async () => {
    const store = await createStore({ file, workerFile: worker.file });
    const whole = Buffer.from('before {"sn":"Q1"} after');
    await store.commit({
      operation: opening(),
      reports: [{ ...report('r1'), bytes: whole.subarray(7, 17) }],
      events: [{ operationId: OPERATION, at: 1, event: received('r1') }],
      deliveries: [delivery('d')],
      deviceResults: [result('S01')],
    });
    expect(Buffer.from((await store.loadReport('r1'))?.bytes ?? []).toString()).toBe('{"sn":"Q1"');
    expect(await store.loadEvents(OPERATION)).toHaveLength(1);
    expect(await store.loadDeviceResults(OPERATION)).toEqual([result('S01')]);
    const problem = await store.commit({ operation: opening() }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(AppError);
    expect(problem).toMatchObject({ code: 'operationExists' });
    expect(await store.verifyChain()).toBeNull();
    await store.close();
    await expect(store.latestOperation()).rejects.toMatchObject({ code: 'storeFailed' });
    const again = await createStore({ file, workerFile: worker.file });
    expect((await again.latestOperation())?.operationId).toBe(OPERATION);
    await again.close();
  });

  it('stores every part of a commit as it does in the caller’s thread', async () => {
    const stores = [await createStore({ file: join(folder, 'here.db') }), await createStore({ file, workerFile: worker.file })];
    const stored = await Promise.all(
      stores.map(async (store) => {
        await store.commit(everything());
        const [position] = await store.quarantinedAfter(0, 10);
        const read = [
          await store.loadChain(OPERATION),
          await store.loadReports(OPERATION),
          position,
          await store.loadHeld('h1'),
          await store.listAudit(10),
          await store.listPeople(),
          await store.listDeliveries(OPERATION),
          await store.listTries(delivery('pair/OP-1/1').key),
          await store.readSetting('consoleId'),
          await store.loadDeviceResults(OPERATION),
          await store.listOperations(10),
        ];
        await store.close();
        return read;
      }),
    );
    expect(stored[1]).toEqual(stored[0]);
    expect(stored[1]?.filter((value) => value === null || (Array.isArray(value) && value.length === 0))).toEqual([]);
    expect(stored[1]?.[3]).toMatchObject({ bytes: everything().held[0]?.bytes });
  });

  it('fails only the commit that cannot cross threads', async () => {
    const store = await createStore({ file, workerFile: worker.file });
    const outcomes = await Promise.allSettled([
      store.commit({ quarantined: [quarantined('q1')] }),
      store.commit({ quarantined: [{ ...quarantined('q2'), properties: { count: 1n } }] }),
      store.commit({ quarantined: [quarantined('q3')] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({
      reason: { code: 'storeFailed', message: 'An entry for the database holds something that cannot be stored.' },
    });
    await store.close();
  });

  it('says in one sentence why it cannot start', async () => {
    await expect(createStore({ file, workerFile: join(folder, 'no-such-worker.cjs') })).rejects.toMatchObject({
      code: 'storeFailed',
      message: expect.stringContaining('The database writer could not be started') as string,
    });
    const first = await createStore({ file, workerFile: worker.file });
    await expect(createStore({ file, workerFile: worker.file })).rejects.toMatchObject({
      code: 'storeFailed',
      message: expect.stringContaining('is in use by another') as string,
    });
    await first.close();
  });
});

describe('a second process', { timeout: 30_000 }, () => {
  it('is told that the database is in use, and gets it when the first is killed', async () => {
    const { child, untilAcked } = await startCommitting();
    await untilAcked(100);
    const started = performance.now();
    await expect(createStore({ file })).rejects.toMatchObject({
      code: 'storeFailed',
      message: `The database ${file} is in use by another BurnIn Console or another program. Close that one first, or choose another file.`,
    });
    expect(performance.now() - started).toBeLessThan(4_000);
    await kill(child);
    const store = await createStore({ file });
    expect((await store.loadEvents(OPERATION)).length).toBeGreaterThan(100);
    await store.close();
  });
});

describe('a process that is killed while it writes', { timeout: 120_000 }, () => {
  it('has lost nothing that it was told is durable, and wrote nothing by halves, ten times over', async () => {
    const acked = new Set<number>();
    let next = 0;
    for (let round = 1; round <= 10; round += 1) {
      const process = await startCommitting(next);
      await process.untilAcked(150 + round * 17);
      await kill(process.child);
      for (const number of process.acked) acked.add(number);
      next = (round + 1) * 1_000_000;

      const store = await createStore({ file });
      const events = await store.loadEvents(OPERATION);
      const reports = await store.loadReports(OPERATION);
      const results = await store.loadDeviceResults(OPERATION);
      expect(await store.verifyChain()).toBeNull();
      await store.close();
      const named = new Set(events.flatMap(({ event }) => (event.kind === 'reportReceived' ? [event.reportId] : [])));
      expect([...acked].filter((number) => !named.has(`r${number}`))).toEqual([]);
      expect(new Set(reports.map(({ id }) => id))).toEqual(named);
      expect(new Set(results.map(({ sn }) => sn.replace('S', 'r')))).toEqual(named);
    }
    expect(acked.size).toBeGreaterThan(1_500);
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('leaves a write-ahead log that still holds what was acked when the database file is copied with it', async () => {
    const { child, acked, untilAcked } = await startCommitting();
    await untilAcked(200);
    await kill(child);
    expect(existsSync(`${file}-wal`)).toBe(true);
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const store = await createStore({ file: copy });
    const stored = new Set((await store.loadReports(OPERATION)).map(({ id }) => id));
    expect(acked.filter((number) => !stored.has(`r${number}`))).toEqual([]);
    await store.close();
  });
});
