import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = path.join(__dirname, '..', '..');
const OXLINT = path.join(ROOT, 'node_modules', '.bin', 'oxlint');

/** What the project's lint says of two files that are no part of it. */
async function linted(a: string, b: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-cycles-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, 'a.ts'), a);
  await writeFile(path.join(folder, 'b.ts'), b);
  return new Promise((resolve) => {
    execFile(OXLINT, ['-c', path.join(ROOT, '.oxlintrc.json'), folder], { cwd: ROOT }, (_error, stdout) => resolve(stdout));
  });
}

it('finds two files that import each other, for types only', async () => {
  const said = await linted(
    "import type { B } from './b';\nexport interface A {\n  readonly b: B;\n}\n",
    "import type { A } from './a';\nexport interface B {\n  readonly a: A | null;\n}\n",
  );
  expect(said).toContain('import(no-cycle)');
}, 30_000);

it('lets one import the other', async () => {
  const said = await linted(
    "import type { B } from './b';\nexport interface A {\n  readonly b: B;\n}\n",
    'export interface B {\n  readonly a: string | null;\n}\n',
  );
  expect(said).toContain('Found 0 warnings and 0 errors');
}, 30_000);
