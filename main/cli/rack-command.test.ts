import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../adapters/store/create-store';
import { runBurnin } from './run';

let folder: string;
let db: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-rack-'));
  db = path.join(folder, 'burnin.sqlite');
  await (await createStore({ file: db })).close();
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function burnin(...words: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
  let printed = '';
  const code = await runBurnin(words, {
    write: (text) => {
      printed += text;
    },
    say: (line) => {
      printed += `${line}\n`;
    },
    isInteractive: true,
  });
  return { code, printed };
}

const RACKS = {
  racks: [
    {
      name: 'Rack 7',
      rows: [
        ['A1', 'A2'],
        [null, 'B2'],
      ],
      units: [{ slot: 'A1', sn: 'SN1' }],
    },
    { name: 'Rack 8', rows: [['1']], units: [] },
  ],
};

describe('burnin rack', () => {
  it('reads racks from a file, names them, and writes the same file again', async () => {
    const file = path.join(folder, 'racks.json');
    await writeFile(file, JSON.stringify(RACKS));
    expect(await burnin('rack', 'list', '--db', db)).toEqual({ code: 0, printed: 'No rack is saved here.\n' });
    expect(await burnin('rack', 'import', file, '--db', db)).toEqual({ code: 0, printed: `2 racks saved from ${file}\n` });
    expect((await burnin('rack', 'list', '--db', db)).printed).toBe(
      'Rack 7: 3 slots in 2 rows, 1 unit\nRack 8: 1 slot in 1 row, 0 units\n',
    );
    expect(JSON.parse((await burnin('rack', 'list', '--json', '--db', db)).printed)).toEqual(RACKS);
    const out = path.join(folder, 'out.json');
    expect((await burnin('rack', 'export', 'rack 8', '--db', db, '--out', out)).printed).toBe(`1 rack written to ${out}\n`);
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual({ racks: RACKS.racks.slice(1) });
    expect((await burnin('audit', 'list', '--db', db)).printed).toMatch(/saved rack +Rack 7  3 slots, 1 unit/);
  });

  it('says what it cannot do, and saves nothing then', async () => {
    const file = path.join(folder, 'racks.json');
    await writeFile(file, JSON.stringify({ racks: [RACKS.racks[0], { name: 'Rack 9' }] }));
    expect(await burnin('rack', 'import', file, '--db', db)).toMatchObject({
      code: 2,
      printed: expect.stringContaining('racks.json cannot be used: rack 2 of it, `rows`'),
    });
    expect(await burnin('rack', 'export', 'Rack 7', '--db', db)).toEqual({
      code: 2,
      printed: 'burnin: There is no rack "Rack 7". No rack is saved here.\n',
    });
    expect((await burnin('rack', 'list', '--db', path.join(folder, 'none.sqlite'))).code).toBe(2);
  });

  it('works before the first scan: it makes the records, and none for a file that cannot be used', async () => {
    const [fresh, file] = [path.join(folder, 'new', 'fresh.sqlite'), path.join(folder, 'racks.json')];
    await mkdir(path.dirname(fresh));
    await writeFile(file, JSON.stringify({ racks: [{ name: 'Rack 9' }] }));
    expect((await burnin('rack', 'import', file, '--db', fresh)).code).toBe(2);
    expect(await readdir(path.dirname(fresh))).toEqual([]);
    await writeFile(file, JSON.stringify(RACKS));
    expect(await burnin('rack', 'import', file, '--db', fresh)).toEqual({
      code: 0,
      printed: `New records were made: ${fresh}\n2 racks saved from ${file}\n`,
    });
    expect((await burnin('rack', 'list', '--db', fresh)).printed).toMatch(/^Rack 7: /);
    const address = ['--amqp', 'amqp://127.0.0.1:9/', '--api', 'http://127.0.0.1:9'];
    expect((await burnin('scan', ...address, '--db', fresh, '--rack', 'Rack 8')).printed).toContain(
      'No unit is in a slot of "Rack 8"',
    );
  });

  it.each([
    [['rack'], 'burnin rack needs list, export or import. See burnin --help.'],
    [['rack', 'show'], 'burnin rack needs list, export or import, not "show". See burnin --help.'],
    [['rack', 'import'], 'burnin rack import needs the file of racks. See burnin --help.'],
    [['rack', 'list', 'Rack 7'], '"Rack 7" is not an option. See burnin --help.'],
    [['rack', 'export', 'Rack', '7'], '"7" is not an option. See burnin --help.'],
  ])('%j: one sentence', async (words, sentence) => {
    expect(await burnin(...words)).toEqual({ code: 2, printed: `burnin: ${sentence}\n` });
  });

  it('a scan of a rack that is not there, or that nothing is in, does not begin', async () => {
    const address = ['--amqp', 'amqp://127.0.0.1:9/', '--api', 'http://127.0.0.1:9'];
    expect((await burnin('scan', ...address, '--db', db, '--rack', 'Rack 7')).printed).toContain('There is no rack "Rack 7".');
    const file = path.join(folder, 'racks.json');
    await writeFile(file, JSON.stringify(RACKS));
    await burnin('rack', 'import', file, '--db', db);
    expect(await burnin('scan', ...address, '--db', db, '--rack', 'Rack 8')).toEqual({
      code: 2,
      printed:
        'burnin: No unit is in a slot of "Rack 8", so there is nothing to scan. Put units in its slots, or give a roster.\n',
    });
  });
});
