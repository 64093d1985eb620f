import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import messages from '../../messages/en.json';
import { optionsOf } from './build-bundles.mjs';
import { BUNDLES } from './bundles.mjs';

/** It goes to every device; with all messages it would have 143 kB more. */
const MAX_BYTES = 500_000;

describe('the bundle of the agent', () => {
  let program: string;
  beforeAll(async () => {
    const agent = BUNDLES.find(({ name }) => name === 'agent');
    if (agent === undefined) throw new Error('There is no bundle of the agent.');
    const { outputFiles } = await build({ ...(await optionsOf(agent)), write: false });
    program = outputFiles?.[0]?.text ?? '';
  });

  it('is small, and has no words of the window or the console', () => {
    expect(program.length).toBeLessThan(MAX_BYTES);
    expect(program).not.toContain(messages.window.grid.rescanning);
    expect(program).not.toContain(messages['roster.empty']);
  });

  it('has the words of each code that its program holds', () => {
    const { window: _, ...sentences } = messages;
    const held = Object.keys(sentences).filter((code) => program.includes(`"${code}"`));
    expect(held.length).toBeGreaterThan(20);
    expect(held.filter((code) => !program.includes(`"${code}":`) && !program.includes(`,${code}:`))).toEqual([]);
  });

  it('says in those words what is wrong with its configuration', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'burnin-agent-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'agent.cjs'), program);
    writeFileSync(path.join(folder, 'agent.json'), '{"serial":"SN1",\n x}');
    const run = spawnSync(process.execPath, ['agent.cjs', 'run', '--config', 'agent.json'], { cwd: folder, encoding: 'utf8' });
    expect(run.stderr).toContain('agent.json is not JSON: it breaks at line 2, column 2.');
  });
});
