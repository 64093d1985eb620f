import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RULES } from '../../../domain/registry/rules';
import { FROM_HTTP, openTestRegistry } from './testing/test-registry';

/** Records as they were written before rules had numbers. */
const BEFORE = join(import.meta.dirname, 'testing/registry-before-rules.sqlite.gz');
const LAPTOP = {
  type: 'Desktop',
  chassis: 'Tower',
  manufacturer: 'Example',
  model: 'EB-3L',
  serialNumber: 'SN-A1',
  events: [{ type: 'WorkbenchRate', appearanceRange: 'A', functionalityRange: 'A' }],
};
const snapshot = (uuid: string, device: object, components: readonly object[]) => ({
  type: 'Snapshot',
  software: 'Workbench',
  version: '11.0',
  elapsed: 1,
  uuid: `8b3c0e2e-7f0d-4e7b-9a55-${uuid.padStart(12, '0')}`,
  device,
  components,
});

const PROCESSOR = { type: 'Processor', speed: 3.4, cores: 4, events: [{ type: 'BenchmarkProcessor', rate: 27_000 }] };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-registry-'));
  writeFileSync(join(folder, 'console.db'), gunzipSync(readFileSync(BEFORE)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('opens, folds again to what it was, and goes on by the rules of today', async () => {
  const { store, registry } = await openTestRegistry(join(folder, 'console.db'), {}, 1_000);
  try {
    expect(await registry.checkReplay()).toEqual([]);
    // By the rules of before: what a scan saw first stays a Computer, and memory moved with a placeholder.
    expect(await registry.devicePage(1)).toMatchObject({ type: 'Computer', rating: null });
    const memory = {
      type: 'RamModule',
      manufacturer: 'Samsung',
      model: 'M471B5273DH0-CH9',
      serialNumber: '00000000',
      size: 4096,
    };
    const answer = await registry.submit(snapshot('1', LAPTOP, [memory]), 'any', FROM_HTTP);
    expect(answer.status).toBe(201);
    const page = await registry.devicePage(1);
    expect(page).toMatchObject({ type: 'Desktop', rating: expect.any(Number), components: [{ type: 'RamModule', hid: null }] });
    const list = await registry.devices({ type: 'Desktop', sort: 'id', descending: false, offset: 0, limit: 100 });
    expect(list.rows).toHaveLength(list.total);
    expect(list.rows.map(({ id }) => id)).toContain(1);
    const again = await registry.submit(snapshot('2', { ...LAPTOP, serialNumber: 'SN-A3' }, [memory]), 'any', FROM_HTTP);
    expect(again.status).toBe(201);
    expect((await registry.devicePage(1))?.components.map(({ id }) => id)).toEqual(page?.components.map(({ id }) => id));
    expect(await registry.checkReplay()).toEqual([]);
  } finally {
    await store.close();
  }
});

it('folds what each number of rules decided by that number, in one file', async () => {
  const file = join(folder, 'numbered.db');
  const grade = (range: string) => ({ type: 'WorkbenchRate', device: 1, appearanceRange: range, functionalityRange: 'C' });
  const graded = async (rules: number, count: number) => {
    const { store, registry } = await openTestRegistry(file, { rules }, count);
    try {
      await registry.submit(snapshot('1', LAPTOP, [PROCESSOR]), 'any', FROM_HTTP);
      await registry.submit({ ...grade('A'), functionalityRange: 'A' }, 'any', FROM_HTTP);
      const before = await registry.devicePage(1);
      await registry.submit(grade('E'), 'any', FROM_HTTP);
      const after = await registry.devicePage(1);
      expect(await registry.checkReplay()).toEqual([]);
      return { before: before?.price ?? null, after: after?.price ?? null, range: after?.range };
    } finally {
      await store.close();
    }
  };
  const old = await graded(3, 0);
  expect(old).toEqual({ before: expect.anything(), after: old.before, range: 'VERY_LOW' });
  expect(await graded(RULES, 100)).toEqual({ ...old, after: null });
  const { store, registry } = await openTestRegistry(file, {}, 1_000);
  try {
    expect(await registry.checkReplay()).toEqual([]);
  } finally {
    await store.close();
  }
});
