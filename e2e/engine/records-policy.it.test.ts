import { closedScan } from '../../main/app/testing/closed-scan';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../main/adapters/store/create-store';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { startFactory } from '../../simulator/factory/factory-server';
import { testConsole } from '../support/scan-line';
import { until } from '../support/engine-console';

const DAY_MS = 86_400_000;

/** Records with a scan of 40 days ago, one of 20 days ago and one of today. */
async function records(keepDays: number | null): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-policy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'burnin.sqlite');
  const store = await createStore({ file });
  for (const [id, at] of [
    ['OLD', Date.now() - 40 * DAY_MS],
    ['YOUNG', Date.now() - 20 * DAY_MS],
    ['TODAY', Date.now()],
  ] as const) {
    await store.commit(closedScan(id, at));
  }
  await store.writeSetting('settings', JSON.stringify({ ...DEFAULT_SETTINGS, records: { keepDays } }));
  await store.close();
  return file;
}

async function opened(keepDays: number | null) {
  const factory = await startFactory({ devices: [] });
  onTestFinished(() => factory.close());
  return testConsole({ apiBase: factory.baseUrl, file: await records(keepDays) });
}

it('a console that is told to keep 30 days removes what is older when it starts, and says so in the trail', async () => {
  const console = await opened(30);
  await until('the old scan to be removed', async () => (await console.store.listCheckpoints(0, 100)).length === 1);
  expect((await console.store.listOperations(9)).map((one) => one.operationId as string)).toEqual(['TODAY', 'YOUNG']);
  expect(console.app.engine.session?.operationId).toBe('TODAY');
  expect(await console.store.listCheckpoints(0, 100)).toMatchObject([
    { person: 'policy', olderThanDays: 30, operationIds: ['OLD'] },
  ]);
  expect(await console.store.verifyChain()).toBeNull();
  await expect(console.app.engine.open('OLD')).rejects.toThrow('was removed from the records on');
  await expect(console.scan({ operationId: 'OLD' })).rejects.toThrow('exists already');
});

it.each([0, null])('one that is told to keep all, or is told nothing, removes nothing: %s', async (keepDays) => {
  const console = await opened(keepDays);
  expect(await console.store.listOperations(9)).toHaveLength(3);
  expect(await console.store.listCheckpoints(0, 100)).toEqual([]);
});

it('theme and size are kept without what this run was only told on its command line, and are on record', async () => {
  const console = await opened(0);
  await console.app.settings.saveGroup({ window: { theme: 'dark', size: 'large', language: 'system' } });
  const stored = JSON.parse((await console.store.readSetting('settings')) ?? '') as typeof DEFAULT_SETTINGS;
  expect(stored).toEqual({
    ...DEFAULT_SETTINGS,
    records: { keepDays: 0 },
    window: { theme: 'dark', size: 'large', language: 'system' },
  });
  const trail = (await console.store.listAudit(9)).map(({ event }) => event).filter(({ kind }) => kind === 'audited');
  expect(trail).toMatchObject([
    { action: 'settingsChanged', subject: 'window.size', before: '"normal"', after: '"large"' },
    { action: 'settingsChanged', subject: 'window.theme', before: '"system"', after: '"dark"' },
  ]);
});

it('the answer of the first start is kept without what this run was only told on its command line, and is on record', async () => {
  const console = await opened(null);
  expect(console.app.view.snapshot().settings.records.keepDays).toBeNull();
  await console.app.settings.saveGroup({ records: { keepDays: 730 } });
  expect(console.app.view.snapshot().settings.records.keepDays).toBe(730);
  const stored: unknown = JSON.parse((await console.store.readSetting('settings')) ?? '');
  expect(stored).toEqual({ ...DEFAULT_SETTINGS, records: { keepDays: 730 } });
  const trail = (await console.store.listAudit(9)).map(({ event }) => event).filter(({ kind }) => kind === 'audited');
  expect(trail).toMatchObject([{ action: 'settingsChanged', subject: 'records.keepDays', before: 'null', after: '730' }]);
});
