import { execFileSync } from 'node:child_process';
import { link, lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../adapters/store/create-store';
import { keptFiles, readFiles } from './taken-files';
import { checkWritable, writeTextFile } from './write-text-file';

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what is not written over', () => {
  const KEPT = /is a file in which this program keeps its own data\. Nothing was written to it\. Name another file\.$/;
  const taken = () => [...keptFiles(at('r.sqlite')), ...readFiles(at('roster.txt'), null, '')];

  beforeEach(async () => {
    for (const name of ['r.sqlite', 'r.sqlite-wal', 'roster.txt']) await writeFile(at(name), name);
    await mkdir(at('sub'));
    await symlink(folder, at('same-folder'));
    await symlink(at('r.sqlite'), at('link'));
    await symlink('link', at('link-to-link'));
    await symlink('roster.txt', at('link-to-roster'));
    await symlink('r.sqlite-shm', at('link-to-what-will-be'));
    await link(at('r.sqlite'), at('hard'));
  });

  it.each([
    'r.sqlite',
    'r.sqlite-wal',
    'r.sqlite-shm',
    'r.sqlite-journal',
    'sub/../r.sqlite',
    'same-folder/r.sqlite',
    'same-folder/r.sqlite-shm',
    'link',
    'link-to-link',
    'link-to-what-will-be',
    'hard',
  ])('records and what lies beside them, as %s', async (name) => {
    await expect(checkWritable(`${folder}/${name}`, taken())).rejects.toMatchObject({
      code: 'fileFailed',
      message: expect.stringMatching(KEPT) as string,
    });
    expect(await readFile(at('r.sqlite'), 'utf8')).toBe('r.sqlite');
  });

  it.each(['roster.txt', 'same-folder/roster.txt', 'link-to-roster'])('what the command reads, as %s', async (name) => {
    await expect(checkWritable(`${folder}/${name}`, taken())).rejects.toThrow('is a file that this program reads.');
  });

  it('records that are not there yet', async () => {
    await expect(checkWritable(at('same-folder/none/n.sqlite'), keptFiles(at('none/n.sqlite')))).rejects.toThrow(KEPT);
  });

  it('any other database', async () => {
    await (await createStore({ file: at('other.sqlite') })).close();
    await expect(checkWritable(at('other.sqlite'), taken())).rejects.toThrow('is a database, so nothing was written to it.');
  });

  it('a neighbour with another name is free', async () => {
    for (const name of ['r.json', 'r.sqlite.json', 'none.txt']) expect(await checkWritable(at(name), taken())).toBeUndefined();
  });
});

describe('how it is written', () => {
  it('whole in place of what was there, with no neighbour left or lost', async () => {
    await writeFile(at('a.json'), 'before');
    await writeFile(at('a.json.part'), 'of somebody');
    await writeTextFile(at('a.json'), 'after');
    expect(await readFile(at('a.json'), 'utf8')).toBe('after');
    expect(await readFile(at('a.json.part'), 'utf8')).toBe('of somebody');
    async function* broken() {
      yield await Promise.resolve('half');
      throw new Error('no more');
    }
    await expect(writeTextFile(at('a.json'), broken())).rejects.toMatchObject({ code: 'fileFailed' });
    expect(await readFile(at('a.json'), 'utf8')).toBe('after');
    expect(await readdir(folder)).toEqual(['a.json', 'a.json.part']);
  });

  it('a link stays, and leads to what was written', async () => {
    await mkdir(at('there'));
    await writeFile(at('there/a.json'), 'before');
    for (const [name, target] of [
      ['one', 'there/a.json'],
      ['new', 'there/new.json'],
    ] as const) {
      await symlink(target, at(name));
      await checkWritable(at(name), []);
      await writeTextFile(at(name), name);
      expect(await readlink(at(name))).toBe(target);
      expect(await readFile(at(target), 'utf8')).toBe(name);
    }
  });

  it('a pipe is written to and stays one', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await checkWritable(at('pipe'), []);
    const read = readFile(at('pipe'), 'utf8');
    await writeTextFile(at('pipe'), 'through');
    expect(await read).toBe('through');
    expect((await lstat(at('pipe'))).isFIFO()).toBe(true);
  });

  it('a device is written to and stays one', async () => {
    const before = await stat('/dev/null');
    await checkWritable('/dev/null', []);
    await writeTextFile('/dev/null', 'gone');
    expect((await stat('/dev/null')).ino).toBe(before.ino);
    await expect(writeTextFile('/dev/full', 'x')).rejects.toMatchObject({ code: 'fileFailed' });
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true);
  });

  it('what the program’s output goes to is written behind what stands there', async () => {
    const program = at('program.cjs');
    await build({
      stdin: {
        contents:
          "import { writeTextFile } from './main/app/files/write-text-file'; void writeTextFile(process.argv[2], 'text');",
        resolveDir: '.',
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
    for (const name of ['/dev/stdout', '/dev/fd/3', at('log')]) {
      await writeFile(at('log'), 'before ');
      execFileSync('sh', ['-c', '"$0" "$1" "$2" >> "$3" 3>&1', process.execPath, program, name, at('log')]);
      expect(await readFile(at('log'), 'utf8')).toBe('before text');
    }
    // Through a pipe.
    expect(execFileSync(process.execPath, [program, '/dev/stdout'], { encoding: 'utf8' })).toBe('text');
  });

  it('a folder is named as one', async () => {
    await expect(checkWritable(folder, [])).rejects.toThrow('is a folder. Name a file in it.');
  });
});
