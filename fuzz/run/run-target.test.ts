import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPlanted } from '../fixtures/build-planted';
import { runTarget, type RunPlan } from './run-target';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const plan: RunPlan = { ...(await buildPlanted(folder)), root: folder, seed: '1', inputs: 500, withinMs: 60_000, hangMs: 600 };
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
