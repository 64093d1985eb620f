import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBurnInFile } from './burn-in-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array): ReturnType<typeof readBurnInFile> {
  const file = join(folder, 'results.json');
  await writeFile(file, content);
  return readBurnInFile(file);
}

describe('readBurnInFile', () => {
  const STRESS = { type: 'StressTest', elapsed: 3600 };
  const DISK = { type: 'BenchmarkDataStorage', serialNumber: 'S-1', readSpeed: 501.5 };

  it.each([
    ['a list', JSON.stringify([STRESS, DISK], null, 2), [STRESS, DISK]],
    ['lines', `${JSON.stringify(STRESS)}\r\n\n${JSON.stringify(DISK)}\n`, [STRESS, DISK]],
    ['lines behind a byte order mark', `\uFEFF${JSON.stringify(STRESS)}\n${JSON.stringify(DISK)}`, [STRESS, DISK]],
    ['one object over several lines', JSON.stringify(STRESS, null, 2), [STRESS]],
    ['nothing', ' \n', []],
    ['an empty list', '[]', []],
  ])('reads %s', async (_what, content, results) => {
    expect(await read(content)).toEqual({ results, fault: null });
  });

  it('takes a file that is not there for none', async () => {
    expect(await readBurnInFile(join(folder, 'none', 'results.json'))).toEqual({ results: [], fault: null });
  });

  it('keeps the good entries and tells the others in one sentence', async () => {
    const lines = [JSON.stringify(STRESS), '{"elapsed":1}', '7', JSON.stringify(DISK), '{"type":"Stress'];
    expect(await read(lines.join('\n'))).toEqual({
      results: [STRESS, DISK],
      fault: 'passed over 3 of 5 entries; the first is number 2 (`type`: is missing)',
    });
  });

  it.each([
    ['a cut list', `[${JSON.stringify(STRESS)},`, 'it is not JSON: it breaks at line 1, column 39, where it ends'],
    ['a number', '7', 'passed over 1 of 1 entry; the first is number 1 (it must be an object, not a number)'],
    ['other bytes', Uint8Array.of(0x7b, 0xff, 0x7d), 'it is not UTF-8 text'],
    [
      'a long serial number',
      JSON.stringify({ ...DISK, serialNumber: 'x'.repeat(129) }),
      'passed over 1 of 1 entry; the first is number 1 (`serialNumber`: has more than 128 characters)',
    ],
    [
      'an entry that would make the report too deep',
      `{"type":"StressTest","deep":${'['.repeat(30)}${']'.repeat(30)}}`,
      'passed over 1 of 1 entry; the first is number 1 (it nests too deep)',
    ],
    [
      'an entry that is too long',
      JSON.stringify({ ...STRESS, log: 'x'.repeat(64 * 1024) }),
      'passed over 1 of 1 entry; the first is number 1 (it has more than 65536 bytes)',
    ],
    [
      'too much',
      ' '.repeat(1024 * 1024 + 1),
      'it has more than 1 MiB and is not read; the burn-in program should begin a new one',
    ],
  ])('refuses %s', async (_what, content, fault) => {
    expect(await read(content)).toEqual({ results: [], fault });
  });

  it('reads a file of just 1 MiB', async () => {
    const text = JSON.stringify(STRESS);
    expect(await read(text + ' '.repeat(1024 * 1024 - text.length))).toEqual({ results: [STRESS], fault: null });
  });

  it('waits for no pipe and reads no folder', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const file of [pipe, folder])
      expect(await readBurnInFile(file)).toEqual({ results: [], fault: 'it cannot be read: it is no regular file' });
  });
});
