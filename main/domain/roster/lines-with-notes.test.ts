import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, serials, rosterInWords } from '../testing/rosters';

const WITH_BLANKS =
  'There are several texts on this line. Give the serial number alone, or put it in quotation marks if it has blanks.';
const DIGIT_LESS = 'This can be a serial number or a remark.';
const serial = fc.nat(99_999).map((number) => `Q186I${String(number).padStart(5, '0')}`);

describe('notes beside serial numbers, on one line or on all', () => {
  const noted = fc.constantFrom<(sn: string, place: number) => string>(
    (sn) => `${sn} - defekt`,
    (sn) => `${sn} Rack 7`,
    (sn, place) => `${sn} Rack ${place}`,
    (sn, place) => `${sn} / Slot ${place}`,
    (sn, place) => `${sn} → U${place}`,
    (sn, place) => `${sn} => ${place}`,
    (sn) => `${sn} B`,
    (sn) => `${sn} 2026`,
    (sn) => `${sn}: ok 1`,
    (sn, place) => `${place}: ${sn}`,
    (sn, place) => `${place} ${sn}`,
    (sn, place) => `U${place} ${sn}`,
    (sn, place) => `Slot ${place} = ${sn}`,
    (sn, place) => `Slot ${place}: ${sn}`,
    (sn) => `> ${sn}`,
    (sn) => `>${sn}`,
    (sn) => `>> ${sn}`,
    (sn) => `Gerät ${sn}`,
    (sn) => `Q ${sn}`,
    (sn, place) => `#${place} ${sn}`,
  );

  it('are problems: neither note nor serial number is taken, and each line is named', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 2, maxLength: 9 }),
        noted,
        fc.boolean(),
        fc.nat(8),
        (all, note, every, at) => {
          const lines = all.map((sn, index) => (every || index === at % all.length ? note(sn, index + 1) : sn));
          for (const head of [[], ['Serial number']]) {
            const read = rosterInWords([...head, ...lines].join('\n'));
            expect(read.serials).toEqual(lines.filter((line) => all.includes(line)));
            expect(read.problems.map(({ line }) => line)).toEqual(
              lines.flatMap((line, index) => (all.includes(line) ? [] : [index + 1 + head.length])),
            );
          }
        },
      ),
    );
  });

  it.each([
    ['Q186I15818 - defekt\nQ186I15901 Rack 7\nQ186I15815', [`1: ${WITH_BLANKS}`, `2: ${WITH_BLANKS}`]],
    ['Q186I15818 Rack 7\nQ186I15901 Rack 7', [`1: ${WITH_BLANKS}`, `2: ${WITH_BLANKS}`]],
    ['AB12 / 3\nAB13 / 4', [`1: ${WITH_BLANKS}`, `2: ${WITH_BLANKS}`]],
    ['>Q1', ['1: This line begins with > as an answer to a mail does. Give the serial number alone.']],
  ])('%j', (text, named) => {
    expect(problems(text)).toEqual(named);
  });

  it.each(['#1 Q186I15901', '#Q186I15901 spare', '#2  Q186I15815'])('%j is not left out as a remark', (line) => {
    expect(rosterInWords(`Q186I15818\n${line}`)).toMatchObject({
      serials: ['Q186I15818'],
      problems: [{ line: 2, sentence: expect.stringContaining(DIGIT_LESS) }],
    });
  });

  it('words behind # are a remark, and so is anything behind # and a blank', () => {
    expect(rosterInWords('#rack seven\n# Q186I15901\nQ186I15818')).toMatchObject({ serials: ['Q186I15818'], problems: [] });
  });

  it('in quotation marks a text with blanks is meant as it stands', () => {
    expect(serials('"Q186I15818 Rack 7"\n"Q186I15901 Rack 7"')).toEqual(['Q186I15818 Rack 7', 'Q186I15901 Rack 7']);
    expect(rosterInWords('SERVER01 17\nSERVER02 18', { serialMasks: ['SERVER## ##'] }).serials).toEqual([
      'SERVER01 17',
      'SERVER02 18',
    ]);
  });
});

describe('signs at the end of a line', () => {
  const signs = fc.constantFrom(',', ';', '，', '；', '、', '|', ', ', ' ;', ',,');
  const quotes = fc.constantFrom(['', ''] as const, ['"', '"'] as const, ["'", "'"] as const, ['“', '”'] as const);

  it('that separate the lines of a list are no part of it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 1, maxLength: 9 }),
        signs,
        quotes,
        fc.boolean(),
        (all, sign, [open, close], last) => {
          const lines = all.map((sn, index) => `${open}${sn}${close}${index < all.length - 1 || last ? sign : ''}`);
          const read = rosterInWords(lines.join('\n'));
          expect([read.problems, read.serials]).toEqual([[], all]);
        },
      ),
    );
  });

  it('are named in the note, one serial number or several', () => {
    expect(rosterInWords('Q1,\nQ2\nQ3,').notes).toEqual(['Line 1: Q1 was read from "Q1,".', 'Line 3: Q3 was read from "Q3,".']);
    expect(rosterInWords("'Q1',\n'Q2',\n'Q3'").serials).toEqual(['Q1', 'Q2', 'Q3']);
  });
});

describe('characters that cannot be seen', () => {
  it.each([
    ['\u0002Q186I15901\u0003', '\\u0002Q186I15901\\u0003'],
    ['\u200FQ186I15901\u200F', '\\u200fQ186I15901\\u200f'],
    ['Q186I15901\u200B', 'Q186I15901\\u200b'],
    ['\u202AQ186I15901\u202C', '\\u202aQ186I15901\\u202c'],
    ['Q186I15901\u0000', 'Q186I15901\\u0000'],
  ])('around a serial number are taken off with a note: %j', (text, shown) => {
    expect(rosterInWords(`Q1\n${text}`)).toEqual({
      serials: ['Q1', 'Q186I15901'],
      problems: [],
      notes: [`Line 2: Q186I15901 was read from "${shown}".`],
    });
  });

  it.each([
    ['Q186\u00ADI15901', 'Q186\\u00adI15901'],
    ['Q186I15901\u000BQ186I15815', 'Q186I15901\\u000bQ186I15815'],
    ['Q186I15901\u2028Q186I15815', 'Q186I15901\\u2028Q186I15815'],
  ])('within one are a problem that shows where: %j', (text, shown) => {
    expect(problems(`Q1\n${text}`)).toEqual([
      `2: A character that cannot be seen stands in "${shown}". Type this serial number again.`,
    ]);
  });

  it('alone are no serial number', () => {
    expect(problems('Q1\n\u200B\u200B')).toEqual(['2: There is no serial number on this line.']);
  });
});

it.each(['=A1', '=CONCAT("Q","1")', '=VLOOKUP(A2;B:C;2;0)'])('the formula %j is no serial number', (text) => {
  expect(rosterInWords(`Q1\n${text}`)).toMatchObject({
    serials: ['Q1'],
    problems: [
      { line: 2, sentence: expect.stringMatching(/is a formula of the spreadsheet, not what comes of it\. Copy the values/) },
    ],
  });
});

it.each(['SN#Q1', 'S/N#: Q1', 'SN# Q1', 'Serial#Q1', 'Serien-Nr.#Q1'])('takes the serial number out of %j', (text) => {
  expect(serials(`Q2\n${text}`)).toEqual(['Q2', 'Q1']);
});
