import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBurnInResults } from './burn-in-results';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-results-'));
  file = join(folder, 'results.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const STRESS = { type: 'StressTest', elapsed: 3600 };
const DISK = { type: 'BenchmarkDataStorage', serialNumber: 'S-1', readSpeed: 501.5 };

async function leave(results: unknown): Promise<void> {
  await writeFile(file, JSON.stringify(results));
}

describe('openBurnInResults', () => {
  it('reads what was not confirmed again, what is on the way not, and what was confirmed never', async () => {
    const burnIn = openBurnInResults(file);
    expect(await burnIn.read([])).toEqual({ results: [], warnings: [] });
    await leave([STRESS, DISK]);
    expect(await burnIn.read([])).toEqual({ results: [STRESS, DISK], warnings: [] });
    expect(await burnIn.read([])).toEqual({ results: [STRESS, DISK], warnings: [] });
    expect(await burnIn.read([STRESS])).toEqual({ results: [DISK], warnings: [] });
    expect(await burnIn.noteSent([STRESS])).toBeNull();
    expect(await burnIn.read([])).toEqual({ results: [DISK], warnings: [] });
  });

  it('counts a result as sent at once, before the list is on disk', async () => {
    await leave([STRESS, DISK]);
    const burnIn = openBurnInResults(file);
    const noting = Promise.all([burnIn.noteSent([STRESS]), burnIn.noteSent([DISK])]);
    expect(await burnIn.read([])).toEqual({ results: [], warnings: [] });
    await noting;
    expect(await burnIn.read([])).toEqual({ results: [], warnings: [] });
  });

  it('remembers over a restart, for its owner only, and leaves nothing beside', async () => {
    await leave([STRESS, DISK]);
    await openBurnInResults(file).noteSent([DISK, STRESS]);
    expect(await openBurnInResults(file).read([])).toEqual({ results: [], warnings: [] });
    expect((await stat(`${file}.sent`)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${file}.sent`, 'utf8')).toMatch(/^(?:[0-9a-f]{64}\n){2}$/u);
    expect((await readdir(folder)).toSorted()).toEqual(['results.json', 'results.json.sent']);
    await rm(`${file}.sent`);
    expect((await openBurnInResults(file).read([])).results).toEqual([STRESS, DISK]);
  });

  it('knows a result again in a file that was written again, and finds the fresh ones', async () => {
    await leave([STRESS]);
    const burnIn = openBurnInResults(file);
    await burnIn.noteSent([STRESS]);
    await writeFile(file, `{ "elapsed": 3600, "type": "StressTest" }\n${JSON.stringify({ ...STRESS, elapsed: 7200 })}\n`);
    expect((await burnIn.read([])).results).toEqual([{ ...STRESS, elapsed: 7200 }]);
    await rm(file);
    expect(await burnIn.read([])).toEqual({ results: [], warnings: [] });
    await leave([STRESS, DISK, DISK]);
    expect((await burnIn.read([])).results).toEqual([DISK]);
  });

  it('names the file in a warning, and keeps the sentence within the bound of the contract', async () => {
    await leave([STRESS, 7]);
    const said = `The burn-in file ${file}: passed over 1 of 2 entries; the first is number 2 (it must be an object, not a number).`;
    expect(await openBurnInResults(file).read([])).toEqual({ results: [STRESS], warnings: [said] });
    file = join(folder, 'x'.repeat(200), 'y'.repeat(200));
    await mkdir(join(file, '..'));
    await leave(7);
    const [long = ''] = (await openBurnInResults(file).read([])).warnings;
    expect(long.length).toBe(300);
    expect(long).toMatch(/x… passed over 1 of 1 entry; .*a number\)\.$/u);
  });

  it('takes 200 at a time, and not more bytes than a report has room for', async () => {
    const many = Array.from({ length: 450 }, (_, elapsed) => ({ type: 'StressTest', elapsed }));
    await leave(many);
    const burnIn = openBurnInResults(file);
    const sizes: number[] = [];
    for (const said of ['200 of 450', '200 of 250', null]) {
      const { results, warnings } = await burnIn.read([]);
      sizes.push(results.length);
      expect(warnings).toEqual(
        said === null ? [] : [`This report has ${said} burn-in results; the others come with the next ones.`],
      );
      await burnIn.noteSent(results);
    }
    expect(sizes).toEqual([200, 200, 50]);
    await leave(many.slice(0, 9).map((result) => ({ ...result, log: 'x'.repeat(60_000) })));
    expect((await burnIn.read([])).results).toHaveLength(4);
  });

  it('warns when the list cannot be kept, and still sends once until the agent ends', async () => {
    await leave([STRESS]);
    // A folder in its place: also root cannot write it.
    await mkdir(`${file}.sent`);
    const warning = `The list of sent burn-in results, ${file}.sent, cannot be written: it is a folder; results may come twice.`;
    const burnIn = openBurnInResults(file);
    expect(await burnIn.noteSent([STRESS])).toBe(warning);
    expect(await burnIn.read([])).toEqual({ results: [], warnings: [warning] });
    expect((await openBurnInResults(file).read([])).results).toEqual([STRESS]);
    await rm(`${file}.sent`, { recursive: true });
    await leave([STRESS, DISK]);
    expect(await burnIn.noteSent([DISK])).toBeNull();
    expect(await openBurnInResults(file).read([])).toEqual({ results: [], warnings: [] });
  });

  it('warns of a list that somebody damaged, and keeps what can be read of it', async () => {
    await leave([STRESS, DISK]);
    const burnIn = openBurnInResults(file);
    await burnIn.noteSent([STRESS]);
    await writeFile(`${file}.sent`, `${await readFile(`${file}.sent`, 'utf8')}?\n`);
    expect(await burnIn.read([])).toEqual({
      results: [DISK],
      warnings: [`The list of sent burn-in results, ${file}.sent, has lines that are no digests; results may come twice.`],
    });
  });
});
