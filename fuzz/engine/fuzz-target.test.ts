import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockCoverage, sectionsOf } from './coverage';
import { fuzzTarget, type FuzzResult } from './fuzz-target';
import type { Target } from './target';

const FILE = fileURLToPath(new URL('../fixtures/planted-faults.cjs', import.meta.url));
const text = readFileSync(FILE, 'utf8');
const coverage = new BlockCoverage(
  FILE,
  text.length,
  sectionsOf(text, (path) => path === 'protocol/planted-reader.ts'),
);
const { TARGETS } = createRequire(import.meta.url)(FILE) as { readonly TARGETS: readonly Target[] };
coverage.leaveOut(coverage.look());
afterAll(() => coverage.stop());

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
  }, 60_000);

  it('sees an input that writes to a prototype', async () => {
    const { crashers } = await fuzz('planted-pollution', 20_000);
    expect(crashers.map(({ signature }) => signature)).toContainEqual(expect.stringMatching(/^prototype: Object\.prototype/));
    expect(crashers.some(({ bytes }) => Buffer.from(bytes).toString('utf8').includes('__proto__'))).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('the sections of a bundle', () => {
  it('reach from the comment of a module to the next', () => {
    const bundle = '// node_modules/zod/core.js\nlibrary();\n// protocol/ids.ts\nours();\n// fuzz/x.ts\ncheck();\n';
    const [section, ...others] = sectionsOf(bundle, (path) => path.startsWith('protocol/'));
    expect(others).toEqual([]);
    expect(bundle.slice(section?.from, section?.to)).toBe('// protocol/ids.ts\nours();\n');
  });
});
