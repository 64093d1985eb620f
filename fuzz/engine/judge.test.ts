import { describe, expect, it } from 'vitest';
import { Judge } from './judge';
import { BrokenPromise, type Target } from './target';

const NOTHING = new Uint8Array(0);

function judgeOf(run: Target['run'], mostCpuMs?: number): Judge {
  return new Judge({ name: 'test', reads: '', tokens: ['x'], seeds: () => [], run }, mostCpuMs);
}

/** Uses so much CPU time, however busy the machine is. */
function work(cpuMs: number): void {
  const begun = process.cpuUsage();
  for (let used = 0; used < cpuMs * 1000; ) {
    const { user, system } = process.cpuUsage(begun);
    used = user + system;
  }
}

describe('Judge', () => {
  it('passes on what came of an input', async () => {
    expect(await judgeOf(() => 'read').judge(NOTHING)).toMatchObject({ kind: 'fine', outcome: 'read' });
    expect(await judgeOf(() => Promise.resolve('read later')).judge(NOTHING)).toMatchObject({
      kind: 'fine',
      outcome: 'read later',
    });
  });

  it('names a broken promise, whatever the input was', async () => {
    let turn = 0;
    const judge = judgeOf(() => {
      turn += 1;
      throw new BrokenPromise('no serial number is empty', `input ${turn}`);
    });
    const [first, second] = [await judge.judge(NOTHING), await judge.judge(NOTHING)];
    expect(first).toMatchObject({ kind: 'fault', signature: 'promise: no serial number is empty' });
    expect(second).toMatchObject({
      signature: 'promise: no serial number is empty',
      sentence: 'no serial number is empty: input 2',
    });
  });

  it.each([
    ['at once', (): string => JSON.parse('{') as string],
    ['later', async (): Promise<string> => (await Promise.resolve('{')) && (JSON.parse('{') as string)],
  ])('takes anything that is thrown for a fault (%s)', async (_when, run) => {
    expect(await judgeOf(run).judge(NOTHING)).toMatchObject({
      kind: 'fault',
      sentence: expect.stringMatching(/^The parser threw SyntaxError/),
    });
  });

  it.each([
    ['a new property', Object.prototype, 'polluted'],
    ['another function', Object.prototype, 'toString'],
    ['a new property of lists', Array.prototype, 'polluted'],
  ])('sees %s of a prototype and puts it back', async (_what, object, key) => {
    const before: unknown = Reflect.get(object, key);
    const verdict = await judgeOf(() => {
      Reflect.defineProperty(object, key, { value: () => 'x', configurable: true, writable: true, enumerable: true });
      return 'read';
    }).judge(NOTHING);
    expect(verdict).toMatchObject({ kind: 'fault', signature: expect.stringMatching(/^prototype: (?:Object|Array)\.prototype/) });
    expect(Reflect.get(object, key)).toBe(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('calls an input slow that is slow every time, and no other', async () => {
    expect(await judgeOf(() => (work(40), 'read'), 10).judge(NOTHING)).toMatchObject({ kind: 'fault', signature: 'slow' });
    let turn = 0;
    const once = judgeOf(() => ((turn += 1) === 1 ? work(40) : undefined, 'read'), 10);
    expect(await once.judge(NOTHING)).toMatchObject({ kind: 'fine' });
  });
});
