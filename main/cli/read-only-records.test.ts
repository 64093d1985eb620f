import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram, type BuiltProgram } from '../testing/bundle-program';
import { runBurnin } from './run';

const OLD = new URL('../adapters/store/fixtures/records-0.1.0.sqlite.gz', import.meta.url);
/** Who runs as root may write everywhere; `nobody` may not. */
const ORDINARY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let folder: string;
let file: string;
/** Where copies are made, apart from those of others. */
let scratch: string;
let program: BuiltProgram;
let bytes: Buffer;

beforeAll(async () => {
  program = await bundleProgram('main/cli/index.ts');
  await chmod(path.dirname(program.file), 0o755);
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-only-'));
  file = path.join(folder, 'old.sqlite');
  bytes = gunzipSync(await readFile(OLD));
  await writeFile(file, bytes);
  await chmod(file, 0o444);
  await chmod(folder, 0o555);
  scratch = await mkdtemp(path.join(os.tmpdir(), 'burnin-scratch-'));
  await chmod(scratch, 0o777);
}, 60_000);
afterAll(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
  program.remove();
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function burnin(...words: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    const env = { ...process.env, HOME: scratch, TMPDIR: scratch };
    execFile(process.execPath, [program.file, ...words], { ...ORDINARY, env, cwd: scratch }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}

describe('records of 0.1.0 that an ordinary user may only read', () => {
  const NOTHING = /^$/;
  const READING = /^Reading 2 scans of an earlier version\.\n$/;
  const BUNDLE = 'bundle.json';

  it.each([
    [['audit', 'list'], 0, NOTHING, /started scan/],
    [['audit', 'verify'], 0, NOTHING, /is whole/],
    [['records'], 0, NOTHING, /^size: /],
    [['rack', 'list'], 0, NOTHING, /^No rack is saved here\.$/m],
    [['history'], 0, READING, /fail|pass/],
    [['statistics'], 0, READING, /first pass/],
    [['prune', '--older-than', '1', '--dry-run'], 0, NOTHING, /Nothing was changed\./],
    [['deliveries', 'readdress', '--from', 'http://a', '--to', 'http://b'], 1, NOTHING, /^No message waits/],
    [['registry', 'list'], 0, NOTHING, /device/],
    [['registry', 'replay'], 0, NOTHING, /comes to what is stored/],
    [['export', '--format', 'quarantine'], 0, NOTHING, /\{/],
    [['support-bundle', '--out', BUNDLE], 0, /^Support bundle written to/, NOTHING],
  ] as const)('%s reads them, and changes nothing', { timeout: 30_000 }, async (words, code, err, out) => {
    const said = await burnin(...words, '--db', file);
    await rm(path.join(scratch, BUNDLE), { force: true });
    expect(said).toEqual({ code, err: expect.stringMatching(err) as string, out: expect.stringMatching(out) as string });
    expect(bytes.equals(await readFile(file))).toBe(true);
    expect([await readdir(folder), await readdir(scratch)]).toEqual([['old.sqlite'], []]);
  });

  it.each([[['prune', '--older-than', '1']], [['records', '--compact']]] as const)(
    '%s, which writes, says in one sentence that they cannot be written',
    async (words) => {
      const said = await burnin(...words, '--db', file);
      expect(said).toMatchObject({ code: 2, out: '' });
      expect(said.err).toMatch(/^burnin: The database .*old\.sqlite .*\.\n$/);
      expect(bytes.equals(await readFile(file))).toBe(true);
    },
  );
});

describe('records of 0.1.0 that may be written', () => {
  it.each([
    [['audit', 'verify']],
    [['records']],
    [['rack', 'list']],
    [['export', '--format', 'quarantine']],
    [['history']],
    [['registry', 'list']],
    [['deliveries', 'readdress', '--from', 'http://a', '--to', 'http://b']],
  ] as const)('%s says once that they are of this version now', async (words) => {
    const own = path.join(await mkdtemp(path.join(os.tmpdir(), 'burnin-converted-')), 'own.sqlite');
    await writeFile(own, bytes);
    const says: string[] = [];
    const terminal = { write: () => undefined, say: (line: string) => void says.push(line), isInteractive: false };
    const told = `The records in ${own} were of an earlier version and were brought to the form of this one; earlier versions do not open them any more.`;
    await runBurnin([...words, '--db', own], terminal);
    expect(says.filter((line) => line === told)).toEqual([told]);
    await runBurnin([...words, '--db', own], terminal);
    expect(says.filter((line) => line === told)).toEqual([told]);
    await rm(path.dirname(own), { recursive: true, force: true });
  });
});
