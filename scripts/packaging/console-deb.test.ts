import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEEDED_TO_START } from '../electron/system-libraries.mjs';
import { buildConsoleDeb, PROGRAM_FOLDER } from './console-deb.mjs';

let folder: string;
let deb: string;

/** A program folder that is small; what is in the files does not matter here. */
async function build(outputFolder: string): Promise<string> {
  const program = join(folder, 'program');
  await mkdir(join(program, 'resources'), { recursive: true });
  for (const file of ['burnin-console', 'chrome-sandbox', 'resources/apparmor-profile'])
    await writeFile(join(program, file), file, { mode: 0o755 });
  return buildConsoleDeb({ folder: program, processor: 'x64', outputFolder, level: 1 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-console-deb-'));
  deb = await build(join(folder, 'first'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function read(...words: readonly string[]): string {
  return execFileSync('dpkg-deb', words, { encoding: 'utf8' });
}

describe("the console's Debian package", () => {
  it('lies where no path has a blank', () => {
    const paths = listed();
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => /\s/u.test(path))).toEqual([]);
    expect(paths).toContain(`.${PROGRAM_FOLDER}/burnin-console`);
  });

  it('carries the sandbox helper as root with the set-user-ID bit, and nothing else so', () => {
    const special = read('--contents', deb)
      .split('\n')
      .filter((line) => /^\S*[sS]/u.test(line.slice(0, 10)));
    expect(special).toEqual([expect.stringMatching(/^-rwsr-xr-x root\/root .* \.\/opt\/burnin-console\/chrome-sandbox$/u)]);
  });

  it('depends on every library without which no window opens, under its old and its new name', () => {
    const names = read('--field', deb, 'Depends').split(/,\s*/u);
    for (const { debian, renamed } of NEEDED_TO_START)
      expect(names).toContain(renamed === true ? `${debian} | ${debian}t64` : debian);
    expect(names).toContain('libx11-xcb1');
  });

  it('fills every field, and has its command and its icons', () => {
    expect(read('--field', deb)).not.toMatch(/@[A-Z_]+@/u);
    const contents = read('--contents', deb);
    expect(contents).toContain(`./usr/bin/burnin-console -> ${PROGRAM_FOLDER}/burnin-console`);
    for (const icon of ['scalable/apps/burnin-console.svg', '48x48/apps/burnin-console.png'])
      expect(contents).toContain(`./usr/share/icons/hicolor/${icon}`);
  });

  it('has the same bytes when it is built again', async () => {
    const [first, again] = await Promise.all([readFile(deb), readFile(await build(join(folder, 'again')))]);
    const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(hash(again)).toBe(hash(first));
  });

  function listed(): string[] {
    return execFileSync('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -t', 'sh', deb], { encoding: 'utf8' })
      .trim()
      .split('\n');
  }
});
