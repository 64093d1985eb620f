import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SIMULATION_MARK } from '../protocol/simulation';
import { createStore } from './adapters/store/create-store';
import { loadSqlite } from './adapters/store/sqlite';
import { runBurnin } from './cli/run';
import { openRegistry, openScanRecords } from './open-records';

const OLD = gunzipSync(readFileSync(path.join(import.meta.dirname, 'adapters/store/fixtures/records-0.1.0.sqlite.gz')));
let folder: string;
let db: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'burnin-kinds-'));
  db = path.join(folder, 'records.sqlite');
  writeFileSync(db, OLD);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function burnin(...words: readonly string[]): Promise<string> {
  let said = '';
  await runBurnin(words, {
    write: (text) => void (said += text),
    say: (line) => void (said += `${line}\n`),
    isInteractive: false,
  });
  return said;
}

it('real records of an earlier version are refused in practice as they are', async () => {
  await expect(openScanRecords(db, true)).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect(readFileSync(db).equals(OLD)).toBe(true);
  const store = await openScanRecords(db, false);
  expect((await store.listOperations(9)).length).toBeGreaterThan(0);
  await store.close();
});

it.each([false, true])(
  'records of a program that was killed are opened at once, with what stood in the write-ahead log (practice: %s)',
  async (practice) => {
    const killed = path.join(folder, 'killed.sqlite');
    const running = await openScanRecords(path.join(folder, 'running.sqlite'), practice);
    await running.writeSetting('kept', 'x'.repeat(500_000));
    for (const part of ['', '-wal']) copyFileSync(path.join(folder, `running.sqlite${part}`), `${killed}${part}`);
    await running.close();
    const opened = await openScanRecords(killed, practice);
    expect((await opened.readSetting('kept'))?.length).toBe(500_000);
    await opened.close();
  },
);

it('records of practice of an earlier version are refused for real work as they are', async () => {
  const { DatabaseSync } = await loadSqlite();
  const old = new DatabaseSync(db);
  old.exec(`insert into setting (name, value) values ('simulation', 'x')`);
  old.close();
  const before = readFileSync(db);
  await expect(openScanRecords(db, false)).rejects.toMatchObject({ code: 'notAllowedNow' });
  await expect(openRegistry(db)).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect(readFileSync(db).equals(before)).toBe(true);
});

it('a dry run on records of an earlier version does not say that it changed nothing', async () => {
  const dryRun = () => burnin('prune', '--db', db, '--older-than', '36000', '--dry-run');
  expect(await dryRun()).toContain('Nothing was removed; the records were brought to the form of this version.');
  expect(await dryRun()).toContain('Nothing was changed.');
});

it('whatever is printed of records of practice says so first', async () => {
  const file = path.join(folder, 'practice.sqlite');
  await (await openScanRecords(file, true)).close();
  for (const words of [
    ['audit', 'list', '--db', file],
    ['audit', 'verify', '--db', file],
    ['records', '--db', file],
    ['prune', '--db', file, '--older-than', '9', '--dry-run'],
  ])
    expect((await burnin(...words)).split('\n')[0]).toBe(SIMULATION_MARK);
  const real = path.join(folder, 'real.sqlite');
  await (await createStore({ file: real })).close();
  expect(await burnin('records', '--db', real)).not.toContain(SIMULATION_MARK);
});
