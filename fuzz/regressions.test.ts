import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readInputs } from './engine/corpus';
import { Judge } from './engine/judge';
import { corpusFolder, crasherFolder } from './run/folders';
import { TARGETS } from './targets';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const crashers = TARGETS.flatMap((target) =>
  readInputs(crasherFolder(ROOT, target.name)).map(({ name, bytes }) => ({ target, name, bytes })),
);

describe('every parser keeps its promises', () => {
  it.each(TARGETS)('$name: for its seeds and its corpus', async (target) => {
    const judge = new Judge(target);
    const inputs = [...target.seeds(), ...readInputs(corpusFolder(ROOT, target.name)).map(({ bytes }) => bytes)];
    expect(inputs.length).toBeGreaterThan(3);
    const faults: string[] = [];
    const outcomes = new Set<string>();
    for (const bytes of inputs) {
      const verdict = await judge.judge(bytes);
      if (verdict.kind === 'fault') faults.push(`${Buffer.from(bytes).toString('base64')}: ${verdict.sentence}`);
      else outcomes.add(verdict.outcome);
    }
    expect(faults).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(1);
  });

  it('there are inputs that once broke a promise', () => {
    expect(crashers.length).toBeGreaterThan(10);
  });

  it.each(crashers)('$target.name: $name, which once broke one', async ({ target, bytes }) => {
    expect(await new Judge(target).judge(bytes)).toMatchObject({ kind: 'fine' });
  });
});
