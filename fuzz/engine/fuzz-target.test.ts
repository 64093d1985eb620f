import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPlanted } from '../fixtures/build-planted';
import { BlockCoverage, sectionsOf } from './coverage';
import { fuzzTarget, type FuzzResult } from './fuzz-target';
import type { Target } from './target';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const { targetsFile } = await buildPlanted(folder);
const bundle = readFileSync(targetsFile, 'utf8');
const coverage = new BlockCoverage(
  targetsFile,
  bundle.length,
  sectionsOf(bundle, (path) => path.startsWith('protocol/')),
);
const { TARGETS } = createRequire(import.meta.url)(targetsFile) as { readonly TARGETS: readonly Target[] };
coverage.leaveOut(coverage.look());
afterAll(() => {
  coverage.stop();
  rmSync(folder, { recursive: true, force: true });
});

function fuzz(name: string, inputs: number): Promise<FuzzResult> {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return fuzzTarget(target, coverage, { seed: '1', inputs, until: Number.POSITIVE_INFINITY, corpus: [] });
}

describe('a fuzz run', () => {
  // By chance alone the four signs come together once in 256^4 inputs: only what each sign reaches shows the way to the next.
  it('is guided by the blocks that an input reaches to a fault behind four conditions, and shrinks it', async () => {
    const { crashers, inputs, blocks, fresh } = await fuzz('planted-throw', 60_000);
    expect(crashers).toHaveLength(1);
    expect(Buffer.from(crashers[0]?.bytes ?? []).toString('latin1')).toBe('Burn');
    expect(crashers[0]?.sentence).toMatch(/TypeError.*planted/);
    expect(inputs).toBe(60_000);
    expect(fresh).toBeGreaterThanOrEqual(3);
    expect(blocks).toBeGreaterThanOrEqual(4);
  }, 180_000);

  it('sees an input that writes to a prototype', async () => {
    const { crashers } = await fuzz('planted-pollution', 5_000);
    expect(crashers.map(({ signature }) => signature)).toContainEqual(expect.stringMatching(/^prototype: Object\.prototype/));
    expect(crashers.some(({ bytes }) => Buffer.from(bytes).toString('utf8').includes('__proto__'))).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 180_000);
});

describe('the sections of a bundle', () => {
  it('reach from the comment of a module to the next', () => {
    const text = '// node_modules/zod/core.js\nlibrary();\n// protocol/ids.ts\nours();\n// fuzz/x.ts\ncheck();\n';
    const [section, ...others] = sectionsOf(text, (path) => path.startsWith('protocol/'));
    expect(others).toEqual([]);
    expect(text.slice(section?.from, section?.to)).toBe('// protocol/ids.ts\nours();\n');
  });
});
