import { fault } from './wire/issue-text';
import { describe, expect, it } from 'vitest';
import { commands } from './ipc';
import { reason } from './reason';

describe('the reason of a person', () => {
  it.each([
    ['Asked the line.', true],
    ['  问过  ', false],
    ['问过生产线', true],
    ['ok', false],
    ['4711', false],
    [' 12 34-56 ', false],
    ['line 4711', true],
    ['x'.repeat(301), false],
  ])('%j: %s', (text, isOne) => {
    expect(reason(300).safeParse(text).success).toBe(isOne);
  });

  it('is the same in every command that takes one', () => {
    // What history is searched by is the reason of a verdict.
    const { 'history.search': _search, ...others } = commands;
    const shapes = Object.values(others).flatMap(({ input }) =>
      'shape' in input && 'reason' in input.shape ? [input.shape.reason] : [],
    );
    expect(shapes).toHaveLength(4);
    for (const shape of shapes) expect(shape.safeParse('4711').error?.issues[0]?.message).toBe(fault('value.fewWordsNoPin'));
  });
});
