import { english } from '../../../messages/english';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unreadableFile } from './unreadable-file';

const whyNot = (file: string) =>
  readFile(file).then(
    () => '',
    (error: unknown) => english(unreadableFile(file, error)),
  );

it('says why a file cannot be read, with its path as it was given', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'burnin-unreadable-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(await whyNot(folder)).toBe(`${folder} is a folder. Name a file in it.`);
  expect(await whyNot(path.join(folder, 'no\u202ene'))).toBe(`${folder}/no\\u202ene is not there. Check the path.`);
  expect(english(unreadableFile('a', Object.assign(new Error('x'), { code: 'EACCES' })))).toBe(
    'a may not be read by this user. Change its rights.',
  );
  expect(english(unreadableFile('a', Object.assign(new Error('x'), { code: 'EIO' })))).toBe(
    'a cannot be read (EIO). Check the file and the disk.',
  );
});
