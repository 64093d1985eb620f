import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKey } from './duplicate-key';

describe('a key that stands twice', () => {
  it.each([
    ['{"a":1,"a":2}', 'a', [1, 1]],
    ['{\n  "scan": {\n    "idleMs": 1,\n    "idleMs": 2\n  }\n}', 'scan.idleMs', [3, 4]],
    ['{"scan":{},\r\n"broker":{},\r\n"sc\\u0061n":{}}', 'scan', [1, 3]],
    ['{"a":[{"b":1},{"b":1,"b":2}]}', 'a.b', [1, 1]],
    ['{"a":"x, y","":{"":1,"":2}}', '.', [1, 1]],
  ])('%j', (text, path, lines) => {
    expect(duplicateKey(text)).toEqual({ path, lines });
  });

  it('is found in no text that a parser writes, and in every one where a key is written again', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
    fc.assert(
      fc.property(value, (object) => {
        const text = JSON.stringify(object, null, 1);
        expect(duplicateKey(text)).toBeNull();
        const [key = ''] = Object.keys(object);
        const twice = duplicateKey(`${text.slice(0, -1)},${JSON.stringify(key)}:0}`);
        expect(twice?.path).toBe(key);
      }),
    );
  });
});
