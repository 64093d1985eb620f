import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../open-database';
import type { SqliteDatabase } from '../sqlite';
import { type BuiltProgram, bundleProgram } from '../../../testing/bundle-program';
import { createCommitWriter } from '../commit-writer';
import { TEST_SETTINGS } from '../../../domain/registry/testing/memory-registry';
import type { RegistryChange } from './registry-writer';
import { stealingSnapshot, stealingUuid } from './testing/stealing-snapshot';
import { FROM_HTTP, openTestRegistry, submissionUuid } from './testing/test-registry';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-registry-'));
  file = join(folder, 'console.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a process that is killed while it submits', { timeout: 120_000 }, () => {
  let worker: BuiltProgram;
  let program: BuiltProgram;
  beforeAll(async () => {
    worker = await bundleProgram('main/adapters/store/writer-worker.ts');
    program = await bundleProgram('main/adapters/store/registry/testing/submitting-process.ts');
  });
  afterAll(() => {
    worker.remove();
    program.remove();
  });

  /** Gives the numbers that were answered before it was killed. */
  const submitUntilKilled = async (first: number, enough: number): Promise<readonly string[]> => {
    const child = spawn(process.execPath, [program.file, file, worker.file, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const answered: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      answered.push(line);
      if (answered.length === enough) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return answered;
  };

  it('has lost nothing that was answered, and applied nothing by halves', async () => {
    for (const round of [1, 2, 3]) {
      const answered = await submitUntilKilled(round * 10_000, 40 + round * 13);
      expect(answered).not.toContain('refused');
      const { store, registry } = await openTestRegistry(file);
      expect(await registry.checkReplay()).toEqual([]);
      for (const count of answered) expect(await registry.snapshotJson(stealingUuid(Number(count)))).toMatchObject({ ok: true });
      const [stolen] = await registry.whereWas('stolen');
      expect(stolen?.stays.filter(({ until }) => until === null)).toHaveLength(1);
      expect(await store.verifyChain()).toBeNull();
      await store.close();
    }
  });
});

describe('a disk that fills up in the middle of a submission', () => {
  let db: SqliteDatabase;
  beforeEach(async () => {
    db = await openDatabase(file);
  });

  const change = (count: number, serialNumber: string): RegistryChange => ({
    kind: 'registry',
    command: {
      kind: 'submit',
      as: 'snapshot',
      body: { ...stealingSnapshot(count), components: [{ type: 'HardDrive', manufacturer: 'h', model: 'h', serialNumber }] },
    },
    context: { submission: submissionUuid(count), at: '2026-01-01T00:00:00.000Z', source: FROM_HTTP, settings: TEST_SETTINGS },
  });
  const rows = () =>
    ['registry_submission', 'registry_device', 'registry_event', 'registry_placement'].map(
      (table) => (db.prepare(`select count(*) as rows from ${table}`).get() as { readonly rows: number }).rows,
    );

  it('has applied nothing of it, and goes on when there is room again', async () => {
    const writer = createCommitWriter(db, file);
    expect(writer.write([change(1, 'a')])).toMatchObject([{ answer: { status: 201 } }]);
    const before = rows();
    const { page_count: pages } = db.prepare('pragma page_count').get() as { readonly page_count: number };
    db.exec(`pragma max_page_count = ${pages + 2}`);
    const outcomes = Array.from({ length: 40 }, (_, index) => writer.write([change(index + 2, `disk ${index}`)])[0]);
    const firstFailed = outcomes.findIndex((outcome) => outcome instanceof Error);
    expect(firstFailed).toBeGreaterThan(-1);
    expect(outcomes[firstFailed]).toMatchObject({
      code: 'storeFailed',
      message: `The disk that holds the database ${file} is full. Free some space; nothing is acknowledged until it can be stored.`,
    });
    const applied = outcomes.filter((outcome) => !(outcome instanceof Error)).length;
    expect(rows()[0]).toBe((before[0] ?? 0) + applied);
    db.exec('pragma max_page_count = 1000000');
    expect(writer.write([change(99, 'later')])).toMatchObject([{ answer: { status: 201 } }]);
    closeDatabase(db);
    const { store, registry } = await openTestRegistry(file);
    expect(await registry.checkReplay()).toEqual([]);
    await store.close();
  });
});
