import { english } from '../../../messages/english';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditInWords } from '../records/audit-words';
import { choiceText } from '../../../protocol/wire/issue-text';
import { createEnvSecrets } from '../../adapters/secrets/env-secrets';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { EDITION_CHOICES } from '../registry/registry-settings';
import { SettingsService, type SettingsOfRun } from './settings-service';
import { settingsText } from './settings-file';

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

function newDesk(ofRun: SettingsOfRun = {}): SettingsService {
  return new SettingsService({
    store,
    secrets: createEnvSecrets(null),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ofRun,
    readKeys: async () => undefined,
    onSaved: async () => undefined,
    onGroupSaved: () => undefined,
    sameAsNow: () => () => undefined,
    acting: () => (action, subject, before, after) => ({
      at: 1,
      entry: { kind: 'audited', person: 'p', action, subject, before, after },
    }),
  });
}

it('a stored entry that cannot be used is named until the settings are saved, and nothing else is lost', async () => {
  await store.writeSetting(
    'settings',
    JSON.stringify({ station: { name: 'Line 4' }, scan: { serviceNics: ['00:e0', '00:e0:4c'] } }),
  );
  const desk = newDesk();
  await desk.load();
  expect(english(desk.leftOut ?? [])).toContain('scan.serviceNics ("00:e0" is neither');
  expect(desk.current.station.name).toBe('Line 4');
  expect(desk.current.scan.serviceNics).toEqual(['00:e0:4c']);
  await desk.save(desk.current, {});
  expect(desk.leftOut).toBeNull();
  const again = newDesk();
  await again.load();
  expect(again.leftOut).toBeNull();
  expect(again.current).toEqual(desk.current);
});

async function trail(): Promise<(readonly [string, string | null, string | null])[]> {
  const lines = (await store.listAudit(100)).flatMap((entry) => auditInWords(entry) ?? []);
  return lines.map(({ subject, before, after }) => [subject, before, after] as const);
}

it('a look and an answer lose nothing that stands in the records; who saves the settings has on record what is dropped', async () => {
  const stored = { newerOption: { a: [1] }, scan: { serviceNics: ['00:e0', '00:e0:4c'], newer: 1 }, window: { newer: true } };
  await store.writeSetting('settings', JSON.stringify(stored));
  const desk = newDesk();
  await desk.load();
  await Promise.all([
    desk.saveGroup({ window: { theme: 'dark', size: 'large', language: 'system' } }),
    desk.saveGroup({ records: { keepDays: 30 } }),
  ]);
  expect(JSON.parse((await store.readSetting('settings')) ?? '')).toEqual({
    ...stored,
    window: { newer: true, theme: 'dark', size: 'large', language: 'system' },
    records: { keepDays: 30 },
  });
  const again = newDesk();
  await again.load();
  expect(again.leftOut).toEqual(desk.leftOut);
  expect(english(again.leftOut ?? [])).toContain('"00:e0" is neither');
  expect(english(again.leftOut ?? [])).toContain(' and 1 more');
  await again.save(again.current, {});
  expect(await trail()).toContainEqual(['scan.serviceNics', '["00:e0","00:e0:4c"]', '["00:e0:4c"]']);
  expect(JSON.parse((await store.readSetting('settings')) ?? '')).toMatchObject({
    newerOption: { a: [1] },
    scan: { serviceNics: ['00:e0:4c'], newer: 1 },
    window: { newer: true, theme: 'dark' },
  });
  const last = newDesk();
  await last.load();
  expect(last.leftOut).toBeNull();
});

it('stored settings that are no JSON are kept when something is saved over them, on record', async () => {
  await store.writeSetting('settings', '{"broker":{"url":17');
  const desk = newDesk();
  await desk.load();
  await desk.saveGroup({ window: { theme: 'dark', size: 'normal', language: 'system' } });
  expect(await store.readSetting('settings.unreadable')).toContain(JSON.stringify('{"broker":{"url":17'));
  expect(await trail()).toContainEqual(['settings', '19 characters that cannot be read', 'kept as settings.unreadable']);
  const again = newDesk();
  await again.load();
  expect(again.leftOut).toEqual(desk.leftOut);
  expect(again.current.window.theme).toBe('dark');
});

it.each<[string, SettingsOfRun, string | null]>([
  ['given at launch', { launchAddresses: { broker: 'amqp://u:hush@b/', api: 'http://u:hush@f:1' } }, null],
  [
    'given by the command',
    { settingsOverride: { broker: { url: 'amqp://u:hush@b/' }, api: { baseUrl: 'http://u:hush@f:1' } } },
    null,
  ],
  ['in the records', {}, '{"broker":{"url":"amqp://u:hush@b/"},"api":{"baseUrl":"http://u:hush@f:1"}}'],
])('a password in an address %s stands in nothing that can be seen or exported', async (_name, ofRun, stored) => {
  if (stored !== null) await store.writeSetting('settings', stored);
  const desk = newDesk(ofRun);
  await desk.load();
  expect([desk.current.broker.url, desk.current.api.baseUrl]).toEqual(['amqp://u@b/', 'http://u@f:1/']);
  expect(english(desk.leftOut ?? [])).toContain('The address of the factory APIs has a password in it');
  await desk.save({ ...desk.current, api: { ...desk.current.api, baseUrl: 'http://f:1/' } }, {});
  const shown = [desk.current, settingsText(desk.current), await store.readSetting('settings'), english(desk.leftOut ?? [])];
  expect(JSON.stringify([shown, await store.listAudit(100)])).not.toContain('hush');
  expect(desk.secrets.brokerPassword === 'hush' || stored !== null).toBe(true);
});

it('an address of the factory APIs with a password is not saved', async () => {
  const desk = newDesk();
  await desk.load();
  const { current: settings } = desk;
  await expect(desk.save({ ...settings, api: { ...settings.api, baseUrl: 'https://u:hush@f/' } }, {})).rejects.toThrow(
    /^The address of the factory APIs has a password in it, [^h]/,
  );
  expect(desk.current).toEqual(settings);
});

it('stored addresses that lead elsewhere than they say stay, are named at the start, and are not saved again', async () => {
  await store.writeSetting('settings', '{"api":{"baseUrl":"http://mes/ui/#/","burnPath":"/burn#"}}');
  const desk = newDesk();
  await desk.load();
  expect(desk.current.api).toMatchObject({ baseUrl: 'http://mes/ui/#/', burnPath: '/burn#' });
  expect(english(desk.leftOut ?? [])).toMatch(
    /^An address in the settings would lead elsewhere .* `api.baseUrl`: .* `api.burnPath`: /,
  );
  await expect(desk.save(desk.current, {})).rejects.toThrow(/`api.baseUrl`: must be an address such as/);
  const api = { ...desk.current.api, baseUrl: 'http://mes/ui', burnPath: '/burn' };
  await desk.save({ ...desk.current, api }, {});
  expect(desk.leftOut).toBeNull();
});

it('an edition that the registry does not have is not saved', async () => {
  const desk = newDesk();
  await desk.load();
  const { current: settings } = desk;
  await expect(desk.save({ ...settings, registry: { ...settings.registry, officialRate: 'ECost 9.9' } }, {})).rejects.toThrow(
    `These settings cannot be used. \`registry.officialRate\`: ${english(choiceText(EDITION_CHOICES.rates))}.`,
  );
  expect(desk.current).toEqual(settings);
});
