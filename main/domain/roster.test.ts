import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoster } from './roster';

function serials(text: string): readonly string[] {
  const roster = parseRoster(text);
  expect(roster.problems).toEqual([]);
  return roster.serials;
}

function problems(text: string): string[] {
  return parseRoster(text).problems.map(({ line, sentence }) => `${line}: ${sentence}`);
}

describe('what a roster may look like', () => {
  it.each([
    ['one per line', 'SN1\nSN2\nSN3'],
    ['Windows and old Mac line ends', 'SN1\r\nSN2\rSN3\r\n'],
    ['a byte order mark, blanks, empty lines and remarks', '\uFEFF# rack 7\n\n  SN1 \n SN2\n \n  # half done\nSN3'],
    ['no-break spaces from a spreadsheet', '\u00A0SN1\u00A0\nSN2\nSN3'],
    ['CSV without header: the first column', 'SN1,CX-4100\nSN2,CX-4100\nSN3,'],
    ['CSV with header', 'Model,Serial Number,Rack\nCX-4100,SN1,7\nCX-4100,SN2,7\nCX-4200,SN3,8'],
    ['semicolons', 'rack;sn\n7;SN1\n7;SN2\n8;SN3'],
    ['tabs', 'S/N\tModel\nSN1\tCX\nSN2\tCX\nSN3\tCX'],
    ['quotes, with commas and quotes inside', 'name,serial_no\n"a, ""b""",SN1\n"", "SN2" \n,SN3'],
    ['a header alone in its line', 'Serial No.\nSN1\nSN2\nSN3'],
  ])('%s', (_name, text) => {
    expect(serials(text)).toEqual(['SN1', 'SN2', 'SN3']);
  });

  it.each(['sn', 'S/N', 'Serial', 'SERIAL_NO', 'serial-number', 'Serial #', 'serialNo.', 'SNR'])(
    'knows the header %j',
    (header) => {
      expect(serials(`rack,${header}\n7,SN1`)).toEqual(['SN1']);
    },
  );

  it('a header word further down is a serial number like any other', () => {
    expect(serials('SN1\nsn')).toEqual(['SN1', 'sn']);
  });

  it('leading zeros and inner blanks stay', () => {
    expect(serials('000186\nAB 12')).toEqual(['000186', 'AB 12']);
  });

  it('nothing at all is an empty roster', () => {
    expect(parseRoster('')).toEqual({ serials: [], problems: [] });
    expect(parseRoster('sn\n')).toEqual({ serials: [], problems: [] });
  });
});

describe('what it names as unusable', () => {
  it.each([
    ['SN1\nSN1', '2: SN1 stands on line 1 already.'],
    ['\nSN1\n\nSN1', '4: SN1 stands on line 2 already.'],
    ['sn,model\n,CX-4100', '2: There is no serial number on this line.'],
    ['model,sn\nCX-4100', '2: There is no serial number on this line.'],
    ['Default string', '1: "Default string" is a placeholder, not a serial number.'],
    ['00000', '1: "00000" is a placeholder, not a serial number.'],
    ['?7', '1: "?7" is a placeholder, not a serial number.'],
    ['SN\u00001', '1: The serial number has a control character in it.'],
    ['SN\u202E1', '1: The serial number has a control character in it.'],
    ['SN1\u001D240', '1: The serial number has a control character in it.'],
    ['A'.repeat(129), '1: The serial number has 129 characters; at most 128 are read.'],
    ['"SN1,CX-4100', '1: A quotation mark on this line is never closed.'],
  ])('%j', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('keeps the line as it is, so that it can be found', () => {
    expect(parseRoster(`SN1\n ${'A'.repeat(300)}`).problems).toEqual([
      { line: 2, text: ` ${'A'.repeat(199)}`, sentence: 'The serial number has 300 characters; at most 128 are read.' },
    ]);
  });

  it('a device too many', () => {
    const lines = Array.from({ length: 20_001 }, (_, index) => `SN${index + 1}`);
    const roster = parseRoster(lines.join('\n'));
    expect(roster.serials).toHaveLength(20_000);
    expect(roster.problems).toEqual([{ line: 20_001, text: 'SN20001', sentence: 'A roster holds at most 20000 devices.' }]);
  });

  it('names 200 problems and counts the rest', () => {
    const { problems: named } = parseRoster('n/a\n'.repeat(1_000));
    expect(named).toHaveLength(200);
    expect(named.at(-1)?.sentence).toMatch(/ 800 more lines after it have problems too\.$/u);
  });
});

describe('a serial number that stands there twice', () => {
  it('is left out and marked as harmless: it keeps no scan from starting', () => {
    expect(parseRoster('SN1\nSN2\nSN1')).toEqual({
      serials: ['SN1', 'SN2'],
      problems: [{ line: 3, text: 'SN1', sentence: 'SN1 stands on line 1 already.', harmless: true }],
    });
  });

  it('never hides a line that cannot be used, however often it stands there', () => {
    const { problems: named } = parseRoster(`${'SN1\n'.repeat(1_000)}n/a\n`);
    expect(named).toHaveLength(200);
    expect(named.filter(({ harmless }) => harmless !== true)).toEqual([
      { line: 1_001, text: 'n/a', sentence: '"n/a" is a placeholder, not a serial number.' },
    ]);
    expect(named.at(-1)?.sentence).toMatch(/ 800 more lines after it stand there already\.$/u);
  });
});

describe('whatever the text', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('SN1', 'SN2', '"', '""', 'sn', '#', ',', '\u0000', '  '),
    fc.nat().map(String),
  );
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

  it('every line is a serial number, a problem, the header, a remark or empty', () => {
    fc.assert(
      fc.property(text, (roster) => {
        const { serials: read, problems: named } = parseRoster(roster);
        const content = roster.split(/\r\n|\n|\r/).filter((one) => one.trim() !== '' && !one.trimStart().startsWith('#'));
        const header = content.length - read.length - named.length;
        expect([0, 1]).toContain(header);
        expect(new Set(read).size).toBe(read.length);
      }),
    );
  });

  it('what it read it reads again', () => {
    fc.assert(
      fc.property(text, (roster) => {
        const { serials: read } = parseRoster(roster);
        const quoted = read.map((sn) => `"${sn.replaceAll('"', '""')}"`);
        expect(parseRoster(['sn', ...quoted].join('\n'))).toEqual({ serials: read, problems: [] });
      }),
    );
  });
});
