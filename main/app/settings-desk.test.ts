import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEnvSecrets } from '../adapters/secrets/env-secrets';
import { createStore, type SqliteStore } from '../adapters/store/create-store';
import { SettingsDesk } from './settings-desk';

const silent = (): void => undefined;
let folder: string;
let store: SqliteStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-settings-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function newDesk(): SettingsDesk {
  return new SettingsDesk({
    store,
    secrets: createEnvSecrets(null),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ofRun: {},
    readKeys: async () => undefined,
    act: (action, subject, before, after) => ({ at: 1, entry: { kind: 'audited', person: 'p', action, subject, before, after } }),
  });
}

it('a stored entry that cannot be used is named until the settings are saved, and nothing else is lost', async () => {
  await store.writeSetting(
    'settings',
    JSON.stringify({ station: { name: 'Line 4' }, scan: { serviceNics: ['00:e0', '00:e0:4c'] } }),
  );
  const desk = newDesk();
  await desk.load();
  expect(desk.leftOut).toContain('scan.serviceNics ("00:e0" is neither');
  expect(desk.settings.station.name).toBe('Line 4');
  expect(desk.settings.scan.serviceNics).toEqual(['00:e0:4c']);
  await desk.save(desk.settings, {});
  expect(desk.leftOut).toBeNull();
  const again = newDesk();
  await again.load();
  expect(again.leftOut).toBeNull();
  expect(again.settings).toEqual(desk.settings);
});
