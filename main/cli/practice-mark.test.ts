import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { createStore } from '../adapters/store/create-store';
import { CLOSED, opening, OPERATION, quarantined, started } from '../adapters/store/testing/test-data';
import { runBurnin } from './run';
import { USAGE } from './usage';

let folder: string;
let db: string;
const RACKS = { racks: [{ name: 'Rack 7', rows: [['A1']], units: [{ slot: 'A1', sn: 'SIM1' }] }] };

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-practice-mark-'));
  db = path.join(folder, 'practice.sqlite');
  const store = await createStore({ file: db });
  await store.writeSetting('simulation', SIMULATION_MARK);
  await store.commit({
    operation: opening(),
    quarantined: [quarantined('q')],
    events: [started(), CLOSED].map((event, place) => ({ operationId: OPERATION, at: 1_000 + place, event })),
  });
  await store.close();
  await writeFile(path.join(folder, 'racks.json'), JSON.stringify(RACKS));
  await writeFile(path.join(folder, 'list.txt'), 'SIM1\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function burnin(words: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
  let printed = '';
  const print = (text: string): void => void (printed += text);
  const code = await runBurnin(words, { write: print, say: (line) => print(`${line}\n`), isInteractive: true });
  return { code, printed };
}

const inFolder = (name: string): string => path.join(folder, name);
const API = ['--api', 'http://127.0.0.1:9'];

/** By command, what is done with records of practice; `none`: it opens no records. */
const COMMANDS: Readonly<Record<string, 'none' | 'refused' | (() => readonly (readonly string[])[])>> = {
  scan: 'refused',
  finish: 'refused',
  'self-test': 'refused',
  registry: 'refused',
  roster: 'none',
  // Of a bundle that carries the mark; its own test says so.
  replay: 'none',
  // Its own test scans in practice.
  report: 'none',
  rack: () => [
    ['rack', 'import', inFolder('racks.json')],
    ['rack', 'list'],
    ['rack', 'list', '--json'],
    ['rack', 'export'],
    ['rack', 'export', 'Rack 7', '--out', inFolder('exported.json')],
  ],
  export: () => [
    ['export', '--operation', OPERATION, '--format', 'evidence'],
    ['export', '--operation', OPERATION, '--format', 'json'],
    ['export', '--format', 'quarantine'],
  ],
  audit: () => [
    ['audit', 'list'],
    ['audit', 'verify'],
  ],
  deliveries: () => [['deliveries', 'readdress', '--from', 'http://a', '--to', 'http://b']],
  handover: () => [['handover'], ['handover', '--json']],
  history: () => [['history'], ['history', '--json']],
  statistics: () => [['statistics'], ['statistics', '--json']],
  prune: () => [['prune', '--older-than', '1', '--dry-run']],
  records: () => [['records']],
  'support-bundle': () => [['support-bundle', '--out', inFolder('support.json')]],
};
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  scan: ['scan', '--amqp', 'amqp://127.0.0.1:9/', ...API],
  finish: ['finish', '--operation', OPERATION, ...API],
  registry: ['registry', 'list'],
  'self-test': ['self-test', '--amqp', 'amqp://127.0.0.1:9/'],
};

it('every command is asked', () => {
  const commands = new Set(Array.from(USAGE.matchAll(/^ {2}burnin ([a-z][a-z-]*)/gm), ([, name = '']) => name));
  expect(Object.keys(COMMANDS).toSorted()).toEqual([...commands].toSorted());
});

it.each(Object.keys(COMMANDS))('burnin %s: what comes of records of practice says so, or they are refused', async (name) => {
  const command = COMMANDS[name];
  const runs = typeof command === 'function' ? command() : [];
  for (const words of runs) expect({ words, ...(await burnin([...words, '--db', db])) }.printed).toContain(SIMULATION_MARK);
  const refused = command === 'refused' ? await burnin([...(REFUSED[name] ?? []), '--db', db]) : null;
  expect(refused?.code ?? 2).toBe(2);
  expect(refused?.printed ?? 'made in practice').toContain('made in practice');
});

it('a file of racks of practice carries the mark, and goes into no real records', async () => {
  const file = inFolder('simulated.json');
  await burnin(['rack', 'import', inFolder('racks.json'), '--db', db]);
  await burnin(['rack', 'export', '--out', file, '--db', db]);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ simulation: SIMULATION_MARK, ...RACKS });
  expect((await burnin(['rack', 'import', file, '--db', db])).code).toBe(0);
  const real = inFolder('real.sqlite');
  expect(await burnin(['rack', 'import', file, '--db', real])).toMatchObject({
    code: 2,
    printed: expect.stringContaining('simulated.json has racks of practice') as string,
  });
  expect(await burnin(['rack', 'list', '--db', real])).toMatchObject({ code: 2 });
  await burnin(['rack', 'import', inFolder('racks.json'), '--db', real]);
  expect(await burnin(['rack', 'import', file, '--db', real])).toMatchObject({ code: 2 });
});
