import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isSameHost, readHostTraits } from './host-traits';
import { createRecordsPlace } from './records-place';

async function records(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-place-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'burnin.sqlite');
  await writeFile(file, 'records');
  return file;
}

async function marked(file: string, ...host: Parameters<typeof createRecordsPlace>[1][]): Promise<string> {
  let noted = '';
  await createRecordsPlace(file, ...host).mark(async (note) => void (noted = note));
  return noted;
}

it('new records, and those whose note a later version made, are no copy', async () => {
  const file = await records();
  expect(await createRecordsPlace(file).isElsewhere(null)).toBe(false);
  expect(await createRecordsPlace(file).isElsewhere('{"made": "later"}')).toBe(false);
});

it('records that noted no place are older than those that a mark lies beside', async () => {
  const file = await records();
  await marked(file);
  expect(await createRecordsPlace(file).isElsewhere(null)).toBe(true);
});

it('a program that is killed between record and mark, or before the record, leaves no copy', async () => {
  const file = await records();
  const place = createRecordsPlace(file);
  const first = await marked(file);
  let second = '';
  await expect(
    place.mark(async (note) => {
      second = note;
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  expect(await place.isElsewhere(first)).toBe(false);
  expect(await place.isElsewhere(second)).toBe(false);
  const third = await marked(file);
  expect(await place.isElsewhere(third)).toBe(false);
  expect(await place.isElsewhere(first)).toBe(true);
  expect(await place.isElsewhere(second)).toBe(true);
});

it('many marks at once are made one after the other, and the last is the one that holds', async () => {
  const file = await records();
  const place = createRecordsPlace(file);
  const notes: string[] = [];
  await Promise.all(Array.from({ length: 8 }, () => place.mark(async (note) => void notes.push(note))));
  expect(new Set(notes).size).toBe(8);
  expect(await Promise.all(notes.map((note) => place.isElsewhere(note)))).toEqual([
    ...Array.from({ length: 7 }, () => true),
    false,
  ]);
});

it('a link to records leads to their place', async () => {
  const file = await records();
  const link = path.join(path.dirname(file), 'link.sqlite');
  await symlink(file, link);
  const note = await marked(link);
  expect(await createRecordsPlace(file).isElsewhere(note)).toBe(false);
  const moved = path.join(path.dirname(file), 'moved.sqlite');
  await rename(file, moved);
  expect(await createRecordsPlace(moved).isElsewhere(note)).toBe(false);
});

it('where nothing can be written beside the records, a sentence says so and nothing is put on record', async () => {
  const file = await records();
  const place = createRecordsPlace(file);
  await mkdir(`${file}-place.new/full`, { recursive: true });
  let written = 0;
  await expect(place.mark(async () => void (written += 1))).rejects.toThrow(/The mark beside the database .* cannot be written/);
  expect(written).toBe(0);
});

it('the same file on another computer is a copy: an image of a disk, or of a virtual machine', async () => {
  const file = await records();
  const here = { machine: 'a', cards: ['1', '2'] };
  const note = await marked(file, async () => here);
  const opened = (host: typeof here) => createRecordsPlace(file, async () => host).isElsewhere(note);
  expect(await opened(here)).toBe(false);
  expect(await opened({ machine: 'a', cards: ['2', '3'] })).toBe(false);
  expect(await opened({ machine: '', cards: [] })).toBe(false);
  expect(await opened({ machine: 'b', cards: ['1', '2'] })).toBe(true);
  expect(await opened({ machine: 'a', cards: ['3'] })).toBe(true);
});

it('this computer is itself', async () => {
  expect(isSameHost(await readHostTraits(), await readHostTraits())).toBe(true);
});
