import { describe, expect, it } from 'vitest';
import { readOptions } from './options';

const TARGETS = ['roster', 'wire-report'];

describe('the options of the fuzzer', () => {
  it('are short unless told otherwise', () => {
    expect(readOptions([], TARGETS)).toMatchObject({
      inputs: 28_000,
      withinMs: 60_000,
      seed: '1',
      target: null,
      jsonFile: null,
      keep: false,
    });
    expect(readOptions(['--', '--long'], TARGETS)).toMatchObject({ inputs: 1_050_000, withinMs: Number.POSITIVE_INFINITY });
  });

  it('take a number of inputs, a time, a seed and a target', () => {
    expect(
      readOptions(['--inputs', '5_000', '--seed', 'x', '--target', 'roster', '--json', 'f.json', '--keep'], TARGETS),
    ).toEqual({
      inputs: 5_000,
      withinMs: Number.POSITIVE_INFINITY,
      seed: 'x',
      target: 'roster',
      jsonFile: 'f.json',
      keep: true,
    });
    expect(readOptions(['--seconds', '10'], TARGETS)).toMatchObject({ inputs: 28_000, withinMs: 10_000 });
    expect(readOptions(['--help'], TARGETS)).toBe('help');
  });

  it.each([
    [['--target', 'rooster'], 'There is no target "rooster". The targets are: roster, wire-report.'],
    [['--inputs', 'many'], '--inputs needs a number from 1, not "many".'],
    [['--seconds', '0'], '--seconds needs a number from 1, not "0".'],
  ])('%j is refused', (argv, sentence) => {
    expect(() => readOptions(argv, TARGETS)).toThrow(sentence);
  });
});
