import { describe, expect, it } from 'vitest';
import { readableJson } from './json-text';

describe('JSON for people', () => {
  it.each([
    ['{"sn":"A\u202eB"}', '{\n  "sn": "A\\u202eB"\n}'],
    ['{"sn":"tag\u{e0041}"}', '{\n  "sn": "tag\\udb40\\udc41"\n}'],
    ['no json \u0007', 'no json \\u0007'],
  ])('%j', (text, shown) => {
    expect(readableJson(text)).toBe(shown);
  });

  it('means the same as before', () => {
    const value = { sn: 'x\u200b\u{1f600}\u2028"\\', list: [1, null] };
    expect(JSON.parse(readableJson(JSON.stringify(value)))).toEqual(value);
  });
});
