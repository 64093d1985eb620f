import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTarget, type RunPlan } from './run-target';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const plan: RunPlan = {
  root: folder,
  workerFile: join(folder, 'worker.cjs'),
  targetsFile: here('../fixtures/planted-faults.cjs'),
  seed: '1',
  inputs: 500,
  withinMs: 60_000,
  hangMs: 600,
};

beforeAll(() =>
  build({
    entryPoints: [here('worker.ts')],
    outfile: plan.workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  }),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a target in a thread of its own', () => {
  it('counts its inputs', async () => {
    const run = await runTarget('planted-throw', plan);
    expect(run).toMatchObject({ target: 'planted-throw', inputs: 500, crashers: [] });
  });

  it('does not stop everything when an input never ends, and makes that input small', async () => {
    const { crashers } = await runTarget('planted-hang', { ...plan, inputs: 100_000 });
    expect(crashers).toHaveLength(1);
    expect(crashers[0]?.signature).toBe('hang');
    expect(Buffer.from(crashers[0]?.bytes ?? []).toString('latin1')).toBe('!');
  }, 60_000);

  it('says so when there is no such target', async () => {
    await expect(runTarget('nothing', plan)).rejects.toThrow('the bundle has no target nothing');
  });
});
