import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { auditCommand } from './audit-command';
import { hasRecords } from './require-records';

it('an empty file is no record whose log is whole, and stays empty', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-none-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [empty, none, full] = [path.join(folder, 'empty.sqlite'), path.join(folder, 'none.sqlite'), path.join(folder, 'x')];
  await writeFile(empty, '');
  await writeFile(full, 'x');
  await mkdir(path.join(folder, 'folder'));
  for (const db of [empty, none])
    await expect(
      auditCommand(
        { what: 'verify', db, limit: 1 },
        () => undefined,
        () => undefined,
      ),
    ).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringMatching(/^There are no records at .*\. Check the path; burnin scan keeps them in .*\.$/) as string,
    });
  expect((await stat(empty)).size).toBe(0);
  // Whatever else is there is looked at, and named for what it is.
  expect([hasRecords(full), hasRecords(path.join(folder, 'folder'))]).toEqual([true, true]);
});

it('of a file that cannot even be looked at it is said why', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-none-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const loop = path.join(folder, 'loop.sqlite');
  await symlink(loop, loop);
  await expect(
    auditCommand(
      { what: 'verify', db: loop, limit: 1 },
      () => undefined,
      () => undefined,
    ),
  ).rejects.toMatchObject({
    code: 'storeFailed',
    message: expect.stringMatching(/cannot be opened \([A-Z]+\)\. Check/) as string,
  });
});
