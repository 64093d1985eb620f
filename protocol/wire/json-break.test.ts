import { english } from '../../messages/english';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonAdvice, jsonBreak, jsonBreakText } from './json-break';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('where a text stops to be JSON', () => {
  it.each([
    ['{"a":1,}', 'line 1, column 8'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3'],
    ['{\r\n  "a": tru\r\n}', 'line 2, column 8'],
    ["{'a': 1}", 'line 1, column 2'],
    ['{"a": "x\ny"}', 'line 1, column 9'],
    ['{"a": "\\x"}', 'line 1, column 8'],
    ['// settings\n{}', 'line 1, column 1'],
    ['{"a":01}', 'line 1, column 7'],
    ['{} {}', 'line 1, column 4'],
    ['{"a":[1,2}', 'line 1, column 10'],
    ['{"scan":', 'line 1, column 9, where it ends'],
    ['{"scan":\n', 'line 2, column 1, where it ends'],
    ['{"a": "never closed}', 'line 1, column 21, where it ends'],
    ['', 'line 1, column 1, where it ends'],
  ])('%j', (text, place) => {
    expect(english(jsonBreakText(text))).toBe(place);
  });

  it('is the end for whatever is cut short', () => {
    fc.assert(
      fc.property(
        fc.record({
          a: fc.jsonValue(),
          b: fc.string({ unit: 'binary' }),
          c: fc.double({ noNaN: true, noDefaultInfinity: true }),
        }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (value, part) => {
          const text = JSON.stringify(value);
          expect(jsonBreak(text.slice(0, Math.floor(text.length * part)))?.atEnd).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is nowhere exactly where the parser finds nothing wrong', () => {
    const likeJson = fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '"',
          '"a"',
          '1',
          '-',
          '0',
          '.5',
          'e9',
          'true',
          'null',
          ' ',
          '\n',
          '\\',
          '\\u00',
          '\u0001',
          'é',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(likeJson, fc.string(), fc.json()), (text) => {
        expect(jsonBreak(text) === null).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('of JSON that is broken off is its end, or the word or escape that is broken off with it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()).map((value) => JSON.stringify({ value })),
        fc.nat(),
        (text, at) => {
          const cut = text.slice(0, at % text.length);
          const { line, column = 0 } = jsonBreak(cut) ?? {};
          expect(line).toBe(1);
          expect(cut.length + 1 - column).toBeLessThan(6);
        },
      ),
    );
  });

  it('is found in a text of any depth and length', () => {
    expect(english(jsonBreakText('['.repeat(1_000_000)))).toBe('line 1, column 1000001, where it ends');
    expect(english(jsonBreakText(`"${'x'.repeat(1_000_000)}`))).toBe('line 1, column 1000002, where it ends');
  });
});

describe('what to do where a file that people write breaks', () => {
  it.each([
    ['{"a":1,}', 'Remove the comma before it.'],
    ['[1,\n]', 'Remove the comma before it.'],
    ['{"a": 1\n "b": 2}', 'A comma is missing before it.'],
    ['{“a”: 1}', 'Write quotation marks as ".'],
    ['{„a“: 1}', 'Write quotation marks as ".'],
    ["{'a': 1}", 'Write quotation marks as ".'],
    ['{"a": «x»}', 'Write quotation marks as ".'],
    ['{"a"：1}', 'Write colons and commas as : and , in plain type.'],
    ['{"a":1，"b":2}', 'Write colons and commas as : and , in plain type.'],
    ['{"caFile": "C:\\certs\\ca.pem"}', 'Write \\ in a path as \\\\, or as /.'],
    ['// line 2\n{}', 'Remarks cannot stand in it.'],
    ['{"a":1 # b\n}', 'Remarks cannot stand in it.'],
    ['{"a": True}', 'Write true, false and null in small letters.'],
    ['\n ', 'It is empty.'],
    ['scan:\n  idleMs: 1', ''],
    ['{"a":', ''],
  ])('%j', (text, advice) => {
    expect(english(jsonAdvice(text))).toBe(advice);
  });
});
