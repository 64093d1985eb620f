import { describe, expect, it } from 'vitest';
import { isSameBody } from './same-body';

describe('isSameBody', () => {
  it.each([
    ['1', '1.0', true],
    ['0', '-0', true],
    ['{"a":1,"b":[1,{"c":null}]}', '{"b":[1,{"c":null}],"a":1}', true],
    ['[1,2]', '[2,1]', false],
    ['[1]', '[1,1]', false],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1,"b":2}', '{"a":1,"c":2}', false],
    ['{"a":null}', '{}', false],
    ['{"__proto__":1}', '{"a":1}', false],
    ['[]', '{}', false],
    ['"1"', '1', false],
    ['null', '{}', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameBody(JSON.parse(one), JSON.parse(other))).toBe(same);
    expect(isSameBody(JSON.parse(other), JSON.parse(one))).toBe(same);
  });
});
