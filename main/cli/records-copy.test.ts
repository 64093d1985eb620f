import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { openCopy } from './records-copy';

const copies = async (): Promise<string[]> => (await readdir(os.tmpdir())).filter((name) => name.startsWith('burnin-copy-'));

it('records of 0.1.0 are read from a copy: they stay byte for byte, nothing lies beside them, and the copy goes', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'old.sqlite');
  const bytes = gunzipSync(await readFile(path.join(import.meta.dirname, '../adapters/store/fixtures/records-0.1.0.sqlite.gz')));
  await writeFile(file, bytes);
  const before = await copies();
  const store = await openCopy(file);
  expect((await store.listOperations(10)).length).toBeGreaterThan(0);
  expect(await store.verifyChain()).toBeNull();
  await store.close();
  expect(bytes.equals(await readFile(file))).toBe(true);
  expect(await readdir(folder)).toEqual(['old.sqlite']);
  expect(await copies()).toEqual(before);
});

it('what cannot be copied is named, and leaves nothing behind', async () => {
  const before = await copies();
  await expect(openCopy('/nowhere/x.sqlite')).rejects.toThrow(
    /^The database \/nowhere\/x\.sqlite may not be written here, .*\(ENOENT\)\./,
  );
  expect(await copies()).toEqual(before);
});
