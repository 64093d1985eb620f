import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../protocol/visible-text';
import { csvText, separatorOf } from './csv';

describe('csvText', () => {
  it('quotes every field and ends every line', () => {
    expect(csvText([['sn', 'reason'], ['SN1', 'says "no", twice'], []])).toBe(
      '"sn","reason"\r\n"SN1","says ""no"", twice"\r\n\r\n',
    );
    expect(csvText([])).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠x'])('no formula: %j', (text) => {
    expect(csvText([[text]])).toBe(`"'${text}"\r\n`);
  });

  it.each(['e0:18:7d:2e:ca:68', '000186', ' =1', 'a=b', "'x"])('%j stays as it is', (text) => {
    expect(csvText([[text]])).toBe(`"${text}"\r\n`);
  });

  it.each([
    ['\t=1', String.raw`\u0009=1`],
    ['two\r\nlines', String.raw`two\u000d\u000alines`],
    ['SN\u202E1', String.raw`SN\u202e1`],
  ])('what cannot be seen is written out (%#)', (text, written) => {
    expect(csvText([[text]])).toBe(`"${written}"\r\n`);
  });

  it('fields read back as they were but for what cannot be seen, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\0', ';', '=', 'a', 'é', '😀') }), {
            minLength: 1,
            maxLength: 4,
          }),
          { maxLength: 4 },
        ),
        (rows) => {
          const plain = rows.map((row) => row.map((field) => `x${field}`));
          expect(readCsv(csvText(plain))).toEqual(plain.map((row) => row.map((text) => visibleText(text))));
        },
      ),
    );
  });
});

/** Reads text in which every field is quoted. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, field, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/gu)) {
    row.push((field ?? '').replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

it('takes the separator of where the file is opened', () => {
  expect(csvText([['a;b', 'c,d']], ';')).toBe('"a;b";"c,d"\r\n');
  expect(csvText([['a', 'b']], '\t')).toBe('"a"\t"b"\r\n');
});

it('separates cells as spreadsheets do where a comma stands in numbers', () => {
  expect(['en', 'zh-TW', 'zh-CN', 'de-DE', 'fr', 'no such locale'].map(separatorOf)).toEqual([',', ',', ',', ';', ';', ',']);
});
