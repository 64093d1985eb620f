import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore } from '../adapters/store/create-store';
import { CLOSED, opening, OPERATION, started } from '../adapters/store/testing/test-data';
import { growthLines } from './records-command';
import { runBurnin } from './run';

const DAY_MS = 86_400_000;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'burnin-records-command-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('small records on a large disk have no growth of nothing, and no day in 300,000 years', async () => {
  const file = path.join(folder, 'records.sqlite');
  const begun = Date.now() - 100 * DAY_MS;
  const store = await createStore({ file });
  const events = [started(), CLOSED].map((event) => ({ operationId: OPERATION, at: begun, event }));
  await store.commit({ operation: opening(OPERATION, begun), events });
  await store.close();
  let printed = '';
  const say = (line: string) => void (printed += `${line}\n`);
  expect(await runBurnin(['records', '--db', file], { write: say, say, isInteractive: false })).toBe(0);
  expect(printed).toMatch(/^growth: less than 0\.1 MB a day$/m);
  expect(printed).toMatch(/^full in more than 10 years$/m);
});

it('what can be told is told in numbers', () => {
  const room = { fileBytes: 100_000_000, freeInsideBytes: 0, diskFreeBytes: 50_000_000, oldestAt: 0 };
  expect(growthLines(room, 100 * DAY_MS)).toEqual(['growth: 1.0 MB a day', 'free on the disk: 50.0 MB', 'full in about 50 days']);
  expect(growthLines({ ...room, diskFreeBytes: null }, DAY_MS / 2)).toEqual([]);
});
