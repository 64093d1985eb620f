import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../protocol/labels/classify-code';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { rosterRules } from './roster';
import { rosterInWords } from '../testing/rosters';

describe('what it says of how it was read', () => {
  it('names column and separator, titles, remarks, and what was taken out of a text', () => {
    expect(rosterInWords('Delivery 4711;\nsep;SN\n# half done\n1;S/N: A1\nTotal;\n').notes).toEqual([
      'Line 3 is a remark and was left out: "# half done".',
      'Line 1 is above the header and was left out: "Delivery 4711".',
      'The serial numbers are in column 2, "SN" (line 2); columns are separated by semicolons.',
      'Line 4: A1 was read from "S/N: A1".',
      'Line 5 is a footer of the list and was left out: "Total".',
    ]);
  });

  it.each([
    ['serial\n000186\n187\n000188', /^187 has fewer digits than the others/],
    ['serial\n100186\n100187\n100188\n100189\n98', /^98 has fewer digits than the others/],
    ['serial\n186\n187', /^186, 187: short numbers\./],
    ['serial\n8939010102358470000\n8939010102358470001', /^8939010102358470000 ends in zeros after 15 digits/],
  ])('hints at numbers that a spreadsheet may have changed: %j', (text, hint) => {
    const { serials: read, notes, problems: named } = rosterInWords(text);
    expect(named).toEqual([]);
    expect(read).toHaveLength(text.split('\n').length - 1);
    expect(notes.at(-1)).toMatch(hint);
  });

  it.each([
    ['| No. | S/N |\n|-----|-----|\n| 1 | SN1 |', 2],
    ['No. | S/N\n1 | SN1', 2],
    ['|S/N|Model|\n|SN1|CX|', 1],
    [';S/N\n;SN1', 2],
  ])('counts columns as a person does: %j', (text, column) => {
    expect(rosterInWords(text)).toMatchObject({
      serials: ['SN1'],
      notes: expect.arrayContaining([expect.stringContaining(`are in column ${column}, "S/N"`)]),
    });
  });

  it.each([
    ['1 Q1A0001 rack-7\n2 Q1A0002 rack-7', '1 Q1A0001 rack-7, 2 Q1A0002 rack-7'],
    ['Serial\nAB 12\nAB 13\nAB 14', 'AB 12, AB 13, AB 14'],
  ])('says that blanks are taken for a part of the serial numbers where most have some: %j', (text, which) => {
    expect(rosterInWords(text)).toMatchObject({
      problems: [],
      notes: expect.arrayContaining([
        `${which} have blanks, and each is taken as one serial number. If a line has several columns, separate them with tabs.`,
      ]),
    });
  });

  it('has no hints for numbers that are in order', () => {
    expect(rosterInWords('100186\n100187\n000188').notes).toEqual([]);
    expect(rosterInWords('SN1\nAB2\n7').notes).toEqual([]);
  });

  it('counts notes beyond the first fifty', () => {
    expect(rosterInWords('# x\n'.repeat(70)).notes.at(-1)).toBe('20 more notes like these.');
    expect(rosterInWords('# x\n'.repeat(51)).notes.at(-1)).toBe('1 more note like these.');
  });
});

describe('a serial number that stands there twice', () => {
  it('is left out and marked as harmless: it keeps no scan from starting', () => {
    expect(rosterInWords('SN1\nSN2\nSN1')).toEqual({
      serials: ['SN1', 'SN2'],
      problems: [{ line: 3, text: 'SN1', sentence: 'SN1 is already on line 1.', harmless: true }],
      notes: [],
    });
  });

  it('is not harmless where a spreadsheet may have made two numbers equal', () => {
    const { problems: named } = rosterInWords('Serial\n8939010102358470000\n8939010102358470000');
    expect(named).toEqual([
      {
        line: 3,
        text: '8939010102358470000',
        sentence: '8939010102358470000 is already on line 2, and a spreadsheet may have rounded both. Compare with the labels.',
      },
    ]);
  });

  it('never hides a line that cannot be used, however often it stands there', () => {
    const { problems: named } = rosterInWords(`${'SN1\n'.repeat(1_000)}n/a\n`);
    expect(named).toHaveLength(200);
    expect(named.filter(({ harmless }) => harmless !== true)).toEqual([
      { line: 1_001, text: 'n/a', sentence: '"n/a" is a placeholder, not a serial number.' },
    ]);
    expect(named.at(-2)?.sentence).toMatch(/ 800 more lines after it stand there already\.$/u);
  });
});

describe('numbers of badges and operations among the serial numbers', () => {
  const rules = rosterRules(DEFAULT_SETTINGS.labels, ['0042']);
  const notesOf = (text: string, more: Partial<typeof rules> = {}) => rosterInWords(text, { ...rules, ...more });

  it.each([
    ['OP-1234', 'Line 2: OP-1234 looks like a badge number. If it is no device, remove the line.'],
    ['0042', 'Line 2: 0042 looks like a badge number. If it is no device, remove the line.'],
    ['emp-7', 'Line 2: emp-7 looks like a badge number. If it is no device, remove the line.'],
    ['BI-20261121-214502', 'Line 2: BI-20261121-214502 looks like an operation number. If it is no device, remove the line.'],
    ['WO-17', 'Line 2: WO-17 looks like an operation number. If it is no device, remove the line.'],
  ])('%s is taken, with a note', (number, note) => {
    for (const text of [`Q186\n${number}\nQ187`, `Serial;Model\n${number};X\nQ187;X`]) {
      const roster = notesOf(text);
      expect(roster.problems).toEqual([]);
      expect(roster.serials).toContain(number);
      expect(roster.notes).toContain(note);
    }
  });

  it('what fits a mask of serial numbers has no note, nor has any other serial number', () => {
    expect(notesOf('OP-1234\nQ186', { serialMasks: ['OP-*'] }).notes).toEqual([]);
    expect(notesOf('Q186\nWOP-1\nZBI-20261121-214502').notes).toEqual([]);
  });

  it('says of a code what the scanner says of it', () => {
    const like = { badge: 'a badge number', operation: 'an operation number' } as const;
    fc.assert(
      fc.property(
        fc.constantFrom('OP-', 'OP', 'EMP', 'BADGE-', 'WO-', 'JOB-', 'MO', 'BI-20261121-', 'Q186', 'XO-'),
        fc.stringMatching(/^[0-9A-Z]{1,8}$/),
        (start, rest) => {
          const code = `${start}${rest}`;
          const { kind } = classifyCode(code, DEFAULT_SETTINGS.labels);
          const said = rosterInWords(`Q1\n${code}\nQ2`, rosterRules(DEFAULT_SETTINGS.labels)).notes.join();
          for (const [of, words] of Object.entries(like)) expect(said.includes(words)).toBe(kind === of);
        },
      ),
    );
  });
});
