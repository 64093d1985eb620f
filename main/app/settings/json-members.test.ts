import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonMembers, jsonObject, withJsonTexts } from './json-members';

it('every member of every object is the text that stands there', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('', ' ', '\n\t'), (object, blank) => {
      const json = JSON.stringify(object, null, blank);
      const members = jsonMembers(json);
      const values = [...members].map(([name, value]): [string, unknown] => [name, JSON.parse(value)]);
      expect(Object.fromEntries(values)).toEqual(JSON.parse(json));
      expect([...members.values()].every((value) => json.includes(value))).toBe(true);
      expect(JSON.parse(jsonObject(members))).toEqual(JSON.parse(json));
      expect(JSON.parse(withJsonTexts(json, (text) => text))).toEqual(JSON.parse(json));
    }),
  );
});

it('what JavaScript cannot hold stays, and of a name that stands twice the last value counts', () => {
  const json = '{ "a" : 1, "b": [1e999, 12345678901234567890, {"a": "}\\""}], "\\u0061":-0 }';
  expect([...jsonMembers(json)]).toEqual([
    ['a', '-0'],
    ['b', '[1e999, 12345678901234567890, {"a": "}\\""}]'],
  ]);
  expect(withJsonTexts('{"x":[1e999,"y"]}', (text) => `${text}!`)).toBe('{"x!":[1e999,"y!"]}');
});

it.each(['[]', '[{"a":1}]', 'null', '"{}"', '17', '{}', ' { } '])('%s has no members', (json) => {
  expect(jsonMembers(json).size).toBe(0);
});
