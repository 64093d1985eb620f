import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { OperationId } from '../../protocol/ids';
import { createStore } from '../adapters/store/create-store';
import { attempt, CLOSED, opening, OPERATION, result, started } from '../adapters/store/testing/test-data';
import { runBurnin } from './run';

const FIXTURE = path.join(import.meta.dirname, '../adapters/store/fixtures/records-with-sentences.sqlite.gz');
let folder = '';
let db = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-history-command-'));
  db = path.join(folder, 'records.sqlite');
  writeFileSync(db, gunzipSync(readFileSync(FIXTURE)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function burnin(...words: readonly string[]): Promise<{ code: number; printed: string; said: string }> {
  let printed = '';
  let said = '';
  const code = await runBurnin(words.includes('--db') ? words : [...words, '--db', db], {
    write: (text) => void (printed += text),
    say: (line) => void (said += `${line}\n`),
    isInteractive: false,
  });
  return { code, printed, said };
}

it('lists operations of records of an earlier version, and the attempts of a device in them', async () => {
  const first = await burnin('history');
  expect(first).toMatchObject({
    code: 0,
    said: `The records in ${db} were of an earlier version and were brought to the form of this one; earlier versions do not open them any more.
Reading 3 scans of an earlier version; this is done once.
`,
  });
  expect(first.printed).toContain('BI-20261130-070001');
  const all = JSON.parse((await burnin('history', '--search', 'BI-20261130-070001', '--json')).printed) as {
    operations: { operationId: string; devices: Record<string, number> }[];
  };
  expect(all.operations.map(({ operationId }) => operationId)).toEqual(['BI-20261130-070001']);
  expect((await burnin('history', '--search', 'nobody')).said).toContain('No operation fits.');
});

it('counts them as text, CSV and JSON, and says whose base a yield has', async () => {
  const { printed } = await burnin('statistics', '--by', 'operator');
  expect(printed).toMatch(/^3 scans, \d+ results, \d+ of them judged/);
  expect(printed).toMatch(/^total/m);
  expect((await burnin('statistics', '--by', 'reason', '--csv')).printed).toMatch(/^"reason","not passed","of","%"\r\n/);
  const view = JSON.parse((await burnin('statistics', '--by', 'shift', '--shifts', '06:00,14:00,22:00', '--json')).printed) as {
    total: { judged: number; passed: number };
    groups: { key: string }[];
  };
  expect(view.total.judged).toBeGreaterThanOrEqual(view.total.passed);
  for (const { key } of view.groups) expect(['06:00–14:00', '14:00–22:00', '22:00–06:00']).toContain(key);
});

it('what is printed of records of practice says so', async () => {
  const file = path.join(folder, 'practice.sqlite');
  const store = await createStore({ file });
  await store.writeSetting('simulation', SIMULATION_MARK);
  await store.commit({
    operation: opening(),
    events: [{ operationId: OPERATION, at: 1_000, event: started() }],
    deviceResults: [result('G1', 1_500)],
    attempts: [attempt('G1', { at: 1_500, guest: true })],
  });
  await store.close();
  const printed = async (...words: readonly string[]): Promise<string> => (await burnin(...words, '--db', file)).printed;
  const history = await printed('history');
  expect(history.split('\n')[0]).toBe(SIMULATION_MARK);
  expect(history).toMatch(/ 1 not on the list\n/);
  expect(history.split('\n')[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d {2}/);
  expect(JSON.parse(await printed('history', '--json'))).toMatchObject({
    simulation: SIMULATION_MARK,
    operations: [{ guests: 1 }],
  });
  expect((await printed('statistics')).split('\n')[0]).toBe(SIMULATION_MARK);
  expect(JSON.parse(await printed('statistics', '--json'))).toMatchObject({ simulation: SIMULATION_MARK });
  expect(await printed('statistics', '--csv')).toMatch(/^"simulation","day",.*\r\n"yes",/);
});

it('devices stand by status in the order of the scan', async () => {
  const file = path.join(folder, 'statuses.sqlite');
  const store = await createStore({ file });
  await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1_000, event: started() }] });
  const statuses = ['noAnswer', 'conflict', 'notRegistered', 'couldNotCheck', 'waived', 'fail', 'pass', 'pass'] as const;
  await store.commit({
    deviceResults: statuses.map((status, index) => ({ ...result(`S${index}`, 1_500), status })),
    attempts: statuses.map((status, index) => attempt(`S${index}`, { at: 1_500, status })),
  });
  await store.close();
  expect((await burnin('history', '--db', file)).printed).toContain(
    '  pass 2 + fail 1 + waived 1 + could not check 1 + not registered 1 + conflict 1 + no answer 1  interrupted, never ended\n',
  );
});

it.each([
  [
    6,
    /^6 devices fit, so no attempts are listed: S00, S01, S02, S03, S04, S05\. To see attempts, give more of a serial number\.\n$/,
  ],
  [51, /^More than 50 devices fit, so no attempts are listed\. To see attempts, give more of a serial number\.\n$/],
  [5, /^$/],
])('where a search fits %i devices it lists their attempts, or says why not', async (count, said) => {
  const file = path.join(folder, `many-${count}.sqlite`);
  const store = await createStore({ file });
  await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1_000, event: started() }] });
  const serials = Array.from({ length: count }, (_, index) => `S${String(index).padStart(2, '0')}`);
  await store.commit({
    deviceResults: serials.map((sn) => result(sn, 1_500)),
    attempts: serials.map((sn) => attempt(sn, { at: 1_500 })),
  });
  await store.close();
  const found = await burnin('history', '--search', 'S', '--db', file);
  expect(found.said).toMatch(said);
  expect(found.printed.match(/1 attempt$/gm)?.length ?? 0).toBe(count <= 5 ? count : 0);
  expect((await burnin('history', '--search', 'S', '--json', '--db', file)).said).toMatch(said);
});

it.each([
  [['history', '--from', '2026-02-30'], '--from is a day such as 2026-11-30, not "2026-02-30".'],
  [['history', '--reason', 'mismach'], '--reason cannot be "mismach". Is mismatch meant?'],
  [['history', '--from', '2026-11-02', '--to', '2026-11-01'], '--from is later than --to, so no day is between them.'],
  [['statistics', '--by', 'day', '--shifts', '08:00'], '--shifts goes with --by shift.'],
  [
    ['statistics', '--by', 'shift', '--shifts', '25:00'],
    '--shifts names when shifts begin, for example 06:00,14:00,22:00, not "25:00".',
  ],
])('refuses %j with one sentence', async (words, sentence) => {
  expect(await burnin(...words)).toMatchObject({ code: 2, said: `burnin: ${sentence}\n` });
});

it('says what was removed, as text, CSV and JSON, and counts no later result of a device as its first', async () => {
  const file = path.join(folder, 'pruned.sqlite');
  const store = await createStore({ file });
  for (const [name, at] of [
    ['OP-OLD', Date.UTC(2026, 9, 3)],
    ['OP-NEW', Date.UTC(2026, 10, 20)],
  ] as const) {
    const operationId = OperationId.parse(name);
    const events = [started(name), CLOSED].map((event) => ({ operationId, at, event }));
    await store.commit({ operation: opening(name, at), events });
    await store.commit({ deviceResults: [result('S01', at, name)], attempts: [attempt('S01', { operationId, at })] });
  }
  await store.prune({ operationIds: [OperationId.parse('OP-OLD')], at: Date.now(), person: 'policy', olderThanDays: 30 });
  await store.close();
  const told =
    '1 scan begun until 2026-10-03 was removed from these records: the figures rest on what is kept, and a device whose first judged result was removed is in no yield of devices.';
  expect((await burnin('statistics', '--db', file)).printed).toContain(`\n${told}\n`);
  expect(await burnin('statistics', '--db', file, '--csv')).toMatchObject({ said: `${told}\n` });
  expect(JSON.parse((await burnin('statistics', '--db', file, '--json')).printed)).toMatchObject({
    removed: { scans: 1, until: Date.UTC(2026, 9, 3) },
    total: { scans: 1, judged: 1, passed: 1, units: 0, first: 0 },
  });
});
