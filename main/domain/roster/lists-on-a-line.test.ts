import { describe, expect, it } from 'vitest';
import { problems, serials, rosterInWords } from '../testing/rosters';

const SEVERAL = 'There are several texts on this line. Give the serial number alone.';
const WITH_BLANKS =
  'There are several texts on this line. Give the serial number alone, or put it in quotation marks if it has blanks.';
const ONE_LINE =
  'All of this list is on one line, so it is not certain what its texts are. Write each serial number on a line of its own.';

describe('several serial numbers on one line', () => {
  it.each([
    ['Q186I15901, Q186I15815, Q186I15816', [`1: ${ONE_LINE}`]],
    ['Q186I15901;Q186I15815', [`1: ${ONE_LINE}`]],
    ['Seriennummern: Q186I15901, Q186I15815, Q186I15816', [`1: ${ONE_LINE}`]],
    ['SN: Q1A01; V9B\nQ186I15901', [`1: ${SEVERAL}`]],
    ['Q186I15901\nSerial numbers: Q186I15815, Q186I15816', [`2: ${SEVERAL}`]],
    ['Q186I15901\nPN: 900-1, SN: Q186I15815, Q186I15816', [`2: ${SEVERAL}`]],
    ['Q186I15901、Q186I15815\nQ186I15902，Q186I15816', [`1: ${SEVERAL}`, `2: ${SEVERAL}`]],
    ['Q186I15901；Q186I15815', [`1: ${ONE_LINE}`]],
    ['Q186I15901，Q186I15815', [`1: ${ONE_LINE}`]],
    ['序列号：Q186I15901、Q186I15815', [`1: ${SEVERAL}`]],
    ['Q186I15901\nSeriennummern: Q186I15815 Q186I15816', [`2: ${WITH_BLANKS}`]],
    ['Q186I15901\nSN: Q186I15815 / Q186I15816', [`2: ${WITH_BLANKS}`]],
  ])('are never one, and none is left out in silence: %j', (text, named) => {
    expect(problems(text)).toEqual(named);
    expect(rosterInWords(text).serials).toEqual(text.split('\n').filter((line) => line === 'Q186I15901'));
  });

  it.each(['型号：X1', '型号: X1', '品番：X1', '모델명: X1', 'Désignation : X1', 'Hersteller: X1', '生产日期 2026'])(
    'another field is no serial number: %j',
    (line) => {
      expect(rosterInWords(`Q1\n${line}`)).toMatchObject({ serials: ['Q1'], problems: [{ line: 2 }] });
      expect(problems(`Q1\n${line}`)[0]).toContain('is another field of a label');
    },
  );

  it.each(['合计：2', '合計: 2', 'Summe： 2'])('a sum is no serial number: %j', (line) => {
    expect(problems(`Q1\n${line}`)).toEqual([`2: "${line}" is a footer of a list, not a serial number. Remove the line.`]);
  });

  it.each(['1、Q1\n2、Q2', '（1）Q1\n（2）Q2', '①Q1\n② Q2'])('numbers of a list in East Asian type: %j', (text) => {
    expect(rosterInWords(text)).toMatchObject({ serials: [], problems: [{ line: 1 }, { line: 2 }] });
  });
});

describe('what input methods write', () => {
  it.each([
    ['SN：Q1', ['Q1']],
    ['S/N： Q1\n序列号：Q2\nシリアル番号＝Q3', ['Q1', 'Q2', 'Q3']],
    ['Seriennummer：Q1', ['Q1']],
    ['SN：Q1，PN：900-1', ['Q1']],
    ['Ｓ／Ｎ：Q1', ['Q1']],
    ['型号：X1 序列号：Q2', ['Q2']],
    ['Serial No. (S/N): Q1', ['Q1']],
    ['序列号（SN）：Q1', ['Q1']],
    ['序列号（SN）,机型\nQ1,EB', ['Q1']],
    ['序列号/SN,机型\nQ1,EB', ['Q1']],
    ['机型,序列号／SN\nEB,Q1', ['Q1']],
  ])('is read as on the label: %j', (text, read) => {
    expect(problems(text)).toEqual([]);
    expect(serials(text)).toEqual(read);
  });
});

describe('headers of programs', () => {
  it.each([
    'External ID,Lot/Serial Number\nx,Q1',
    'Los-/Seriennummer;Produkt\nQ1;X',
    'Lot/Numéro de série;Article\nQ1;X',
    'Lote/N.º de serie;Producto\nQ1;X',
    'Serialnummer Gerät;Inventarnummer\nQ1;4711',
    'Serien-Nr. Gerät;Inventarnummer\nQ1;4711',
    'Geräteserialnummer;Typ\nQ1;X',
  ])('name the serial number: %j', (text) => {
    expect(problems(text)).toEqual([]);
    expect(serials(text)).toEqual(['Q1']);
  });
});

describe('name and value in two cells', () => {
  it.each([
    ['Serial number:\tQ1\nSerial number:\tQ2', ['Q1', 'Q2']],
    ['Seriennummer：\tQ1', ['Q1']],
    ['Q1\nSN:\tQ2\nQ3', ['Q1', 'Q2', 'Q3']],
    ['SN:Q1/PN:900-1\nP/N: 900-1 / S/N: Q2\nSN: Q3 / Rev: A', ['Q1', 'Q2', 'Q3']],
    ['Serial number:;MAC 1:\nQ1;e0:18:7d:2e:ca:68', ['Q1']],
    ['S/N\tQ186I15901\nS/N\tQ186I15815', ['Q186I15901', 'Q186I15815']],
    ['Seriennummer\tQ186I15901', ['Q186I15901']],
    ['SN;MAC1;MAC2\nQ1;a1;a2', ['Q1']],
    ['SN;Q7\nB1;x', ['B1']],
  ])('%j', (text, read) => {
    expect(serials(text)).toEqual(read);
  });

  it.each(['Serial number;Q1\nSerial number;Q2\nQ3;x', 'SN;Q1\nSN;Q2', 'SN;Q186I15901'])(
    'is no header where the lines begin alike or there is one alone: nothing is read, and nothing lost: %j',
    (text) => {
      const { serials: read, problems: found, columns } = rosterInWords(text);
      expect([read, found.length]).toEqual([[], 1]);
      expect(columns?.samples[1]?.[0]).toMatch(/^Q1/);
    },
  );

  it.each(['S/N;Q186I15901\nQ186I15815;\nQ186I15818;', 'S/N\tQ186I15901\nQ186I15815\tx'])(
    'a serial number beside the name of the column is named: %j',
    (text) => {
      expect(rosterInWords(text).problems).toMatchObject([
        {
          line: 1,
          sentence:
            '"Q186I15901" stands beside the name of the column and looks like a serial number. If it is one, give it a line below.',
        },
      ]);
    },
  );

  it.each(['SN,Rack 7\nQ3,1\nSN,Rack 8'])('a line that only begins like the header is not left out: %j', (text) => {
    expect(rosterInWords(text)).toMatchObject({
      serials: ['Q3'],
      problems: [{ sentence: expect.stringMatching(/^This line repeats the name of the column, with other texts beside it\./) }],
    });
  });

  it('the header of a next page may leave cells empty', () => {
    expect(serials('Rack;SN\nR7;Q1\n;SN\nR8;Q2')).toEqual(['Q1', 'Q2']);
  });
});

it.each([
  ['SN;Rack\nQ186I15901 / Q186I15902;7', 'looks like two serial numbers'],
  ['SN;Rack\nQ186I15901 Q186I15902;7', 'looks like two serial numbers'],
  ['SN;Rack\nQ186I15901 und Q186I15902;7', 'looks like two serial numbers'],
  ['Q186I15901\nQ186I15902。', 'begins or ends with a sign'],
  ['Q186I15901\n【Q186I15902】', 'begins or ends with a sign'],
  ['Q186I15901\nQ186I15902✓', 'begins or ends with a sign'],
])('%j has a note: %s', (text, note) => {
  expect(rosterInWords(text)).toMatchObject({ problems: [], notes: expect.arrayContaining([expect.stringContaining(note)]) });
});
