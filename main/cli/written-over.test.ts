import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OPERATION, opening, started } from '../adapters/store/testing/test-data';
import { createStore } from '../adapters/store/create-store';
import { runBurnin } from './run';

let folder: string;
let db: string;
const at = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'burnin-over-'));
  db = at('records.sqlite');
  const store = await createStore({ file: db });
  await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1, event: started() }] });
  await store.writeSetting('settings', JSON.stringify({ broker: { deviceKeysFile: at('keys.txt') } }));
  await store.close();
  for (const name of ['keys.txt', 'roster.txt', 'settings.json'])
    writeFileSync(at(name), name === 'settings.json' ? '{}' : 'S1\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function burnin(...words: readonly string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const code = await runBurnin(words, {
    write: (text) => void said.push(text),
    say: (line) => void said.push(line),
    isInteractive: false,
  });
  return { code, said };
}

const SCAN = ['scan', '--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1'];
const KEPT = 'in which this program keeps its own data. Nothing was written to it. Name another file.';
const READ = 'that this program reads. Nothing was written to it. Name another file.';

it.each<[string, (target: string) => readonly string[], string, string]>([
  ['export', (out) => ['export', '--db', db, '--operation', OPERATION, '--out', out], 'records.sqlite', KEPT],
  ['export', (out) => ['export', '--db', db, '--operation', OPERATION, '--out', out], 'records.sqlite-wal', KEPT],
  [
    'export of evidence',
    (out) => ['export', '--db', db, '--operation', OPERATION, '--format', 'evidence', '--out', out],
    'keys.txt',
    READ,
  ],
  ['export of the quarantine', (out) => ['export', '--db', db, '--format', 'quarantine', '--out', out], 'records.sqlite', KEPT],
  ['support bundle', (out) => ['support-bundle', '--db', db, '--out', out], 'records.sqlite', KEPT],
  ['support bundle', (out) => ['support-bundle', '--db', db, '--out', out], 'keys.txt', READ],
  ['export of racks', (out) => ['rack', 'export', '--db', db, '--out', out], 'records.sqlite', KEPT],
  ['export of racks', (out) => ['rack', 'export', '--db', db, '--out', out], 'keys.txt', READ],
  ['export of the registry', (out) => ['registry', 'export', '--db', db, '--out', out], 'records.sqlite', KEPT],
  ['scan', (json) => [...SCAN, '--db', db, '--json', json], 'records.sqlite', KEPT],
  ['scan with new records', (json) => [...SCAN, '--db', at('new.sqlite'), '--json', json], 'new.sqlite', KEPT],
  ['scan', (json) => [...SCAN, '--db', db, '--json', json], 'keys.txt', READ],
  ['scan', (json) => [...SCAN, '--db', db, '--roster', at('roster.txt'), '--json', json], 'roster.txt', READ],
  ['scan', (json) => [...SCAN, '--db', db, '--settings', at('settings.json'), '--json', json], 'settings.json', READ],
  ['practice', (json) => ['scan', '--practice', '--db', at('p.sqlite'), '--json', json], 'records.sqlite', 'is a database'],
])('%s is not written over what the command keeps or reads', async (_what, words, name, sentence) => {
  const before = existsSync(at(name)) ? readFileSync(at(name), 'latin1') : null;
  const { code, said } = await burnin(...words(at(name)));
  expect([code, said.join('\n')]).toEqual([2, expect.stringContaining(`burnin: ${at(name)} is a`)]);
  expect(said.join('\n')).toContain(sentence);
  expect(existsSync(at(name)) ? readFileSync(at(name), 'latin1') : null).toBe(before);
  const store = await createStore({ file: db });
  expect(await store.listAudit(9)).toHaveLength(1);
  await store.close();
});
