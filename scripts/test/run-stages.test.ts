import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runStages } from './run-stages.mjs';

type Stage = Parameters<typeof runStages>[0][number];

const ONE = { passed: 1, failed: 0, detail: '1 test' };

function collecting(): { readonly stdout: Writable; readonly stderr: Writable; readonly printed: () => string } {
  let printed = '';
  const stream = () =>
    new Writable({
      write: (text: Buffer, _encoding, done) => {
        printed += text.toString();
        done();
      },
    });
  return { stdout: stream(), stderr: stream(), printed: () => printed };
}

const stage = (name: string, run: Stage['run'], beside?: string): Stage => ({
  name,
  needs: {},
  ...(beside === undefined ? {} : { beside }),
  run,
});

describe('the stages of a run', () => {
  it('that go beside others begin first; what each prints stands whole in its place', async () => {
    const order: string[] = [];
    const output = collecting();
    let end: () => void = () => undefined;
    const lastHasRun = new Promise<void>((resolve) => {
      end = resolve;
    });
    const runs = await runStages(
      [
        stage('one', async ({ stdout }) => {
          order.push('one');
          stdout.write('1\n');
          return ONE;
        }),
        stage(
          'beside',
          async ({ stdout, stderr }) => {
            order.push('beside');
            stdout.write('first\n');
            await lastHasRun;
            stderr.write('later\n');
            return { ...ONE, failed: 1 };
          },
          'all',
        ),
        stage(
          'beside too',
          async ({ stdout }) => {
            order.push('beside too');
            stdout.write('2\n');
            end();
            return ONE;
          },
          'all',
        ),
        stage('last', async () => ONE),
      ],
      output,
      ({ name }) => `[${name}]\n`,
    );
    expect(order).toEqual(['beside', 'beside too', 'one']);
    expect(output.printed()).toBe('[one]\n1\n[beside]\nfirst\nlater\n[beside too]\n2\n[last]\n');
    expect(runs.map(({ name, failed }) => [name, failed])).toEqual([
      ['one', 0],
      ['beside', 1],
      ['beside too', 0],
      ['last', 0],
    ]);
  });

  it('that go beside another begin with it', async () => {
    const order: string[] = [];
    const begins = (name: string, beside?: string): Stage =>
      stage(
        name,
        async () => {
          order.push(name);
          return ONE;
        },
        beside,
      );
    const stages = [begins('one'), begins('two'), begins('three'), begins('with two', 'two'), begins('with nobody', 'absent')];
    await runStages(stages, collecting(), () => '');
    expect(order).toEqual(['one', 'two', 'with two', 'three', 'with nobody']);
  });

  it('one that cannot run at all ends the run, though it failed before its turn', async () => {
    const failing = stage('failing', () => Promise.reject(new Error('cannot start')), 'all');
    const slow = stage('slow', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return ONE;
    });
    await expect(runStages([slow, failing], collecting(), () => '')).rejects.toThrow('cannot start');
  });
});
