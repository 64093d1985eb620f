import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, serials, rosterInWords } from '../testing/rosters';

const FEET = [
  'Page 1 of 1',
  'Page 1/12',
  'Page: 3',
  'Seite 1 von 2',
  'Página 1 de 3',
  'Pagina 1 di 2',
  'Strona 1 z 3',
  'Sayfa 1',
  'Sivu 2/3',
  'Стр. 1 из 3',
  '第 1 页 共 3 页',
  '1/3 ページ',
  '1 / 2 頁',
  'Printed by mueller',
  'Printed 2026-11-29',
  'Print date: 29.11.2026',
  'Exported from rack tool',
  'Gedruckt von Müller',
  'Imprimé le 29/11/2026',
  'Stampato il 29/11',
  'Vytištěno 29. 11.',
  'Utskriven 2026-11-29',
  'Напечатано 29.11.2026',

  'End of report',
  '*** End of list ***',
  '--- End of file ---',
  'Ende der Liste',
  'Fin de la liste',
  'Konec sestavy',
  'Report',
  'Summary',

  'Total: 24',
  'Total 24',
  '24 devices',
  '24 Geräte',
  '(2 rows affected)',
  '12 appareils',
  'Checked by: Meyer',
  'Unterschrift: X1',
];
const RULES = ['---', '===', '________', '*****', '-----+-----+-----', '─────', '~~~~', '|---|---|'];
const serial = fc.stringMatching(/^[A-Z]{2}[0-9]{3}[A-Z][0-9]{4}$/);
const several = fc.uniqueArray(serial, { minLength: 3, maxLength: 8 });

/** The lines that a reading named: as a problem or in a note. */
function named(text: string): ReadonlySet<number> {
  const { problems: found, notes } = rosterInWords(text);
  const noted = notes.flatMap((note) => /^Line (\d+)/.exec(note)?.[1] ?? []).map(Number);
  return new Set([...found.map(({ line }) => line), ...noted]);
}

describe('what programs print around a list', () => {
  const ways: readonly ((serial: string) => string)[] = [(sn) => sn, (sn) => `${sn};X`, (sn) => `X;${sn}`];
  const heads = ['Serial number', 'Serial number;Model', 'Model;Serial number'];
  const texts = FEET.filter((text) => !text.includes(';'));

  it('is never taken as a serial number, wherever it stands, and is named', () => {
    fc.assert(
      fc.property(several, fc.constantFrom(...texts), fc.nat(2), fc.nat(3), fc.nat(8), (list, footer, way, shape, at) => {
        const row = [footer, `${footer};`, `;${footer}`, `X;${footer}`][way === 0 ? 0 : shape % (way === 2 ? 4 : 3)] ?? footer;
        const lines = list.map((sn) => ways[way]?.(sn) ?? sn);
        lines.splice(at % (list.length + 1), 0, row);
        const text = [heads[way], ...lines].join('\n');
        const found = rosterInWords(text);
        expect(found.serials.filter((sn) => !list.includes(sn))).toEqual([]);
        expect([...named(text)]).toContain((at % (list.length + 1)) + 2);
      }),
    );
  });

  it.each(FEET)('%j below a list without header', (footer) => {
    const { serials: read, problems: found } = rosterInWords(`Q186I15901\nQ186I15902\nQ186I15903\n${footer}`);
    expect(read).toEqual(['Q186I15901', 'Q186I15902', 'Q186I15903']);
    expect(found.map(({ line }) => line)).toEqual([4]);
  });

  it.each(RULES)('the rule %j is left out with a note', (rule) => {
    for (const text of [`${rule}\nQ1\n${rule}\nQ2\n${rule}`, `SN\n${rule}\nQ1\nQ2\n${rule}`]) {
      const { serials: read, problems: found, notes } = rosterInWords(text);
      expect([read, found]).toEqual([['Q1', 'Q2'], []]);
      expect(
        notes.filter((note) => / is a rule and was left out: /.test(note) || / is above the header /.test(note)).length,
      ).toBeGreaterThan(1);
    }
  });

  it('a missing serial number is still missing: its row is no footer', () => {
    expect(problems('User;SN;Model\nuser mueller;;X\nY;Q1;X')).toEqual(['2: There is no serial number on this line.']);
    expect(problems('SN;Model\n-;X\nQ1;X')).toEqual(['2: "-" is a placeholder, not a serial number.']);
  });

  it('the same words in quotation marks are a serial number', () => {
    expect(serials('Q1\n"Page 1 of 1"\n"Printed 7"')).toEqual(['Q1', 'Page 1 of 1', 'Printed 7']);
  });
});

describe('which column', () => {
  it.each(['Board SN', 'Mainboard serial number', 'Node SN', '主板序列号', 'Other S/N'])(
    'a chassis beside %j: a person says which, and nothing is read',
    (other) => {
      const { serials: read, problems: found, columns } = rosterInWords(`Pos;Chassis SN;${other}\n1;C1;B1\n2;C1;B2`);
      expect(read).toEqual([]);
      expect(found.map(({ sentence }) => sentence)).toEqual([
        `Several columns are named as the serial number: "Chassis SN", "${other}". Keep the name of the one that holds it, and write "Serial number" above it.`,
      ]);
      expect(columns?.samples[2]).toEqual([other, 'B1', 'B2']);
    },
  );

  it.each([
    ['Pos;Chassis SN;PSU Serial', '"PSU Serial"; that column was'],
    ['Pos;Serial No.;Board SN', '"Board SN"; that column was'],
    ['Chassis Serial;SN;Disk SN', '"Chassis Serial", "Disk SN"; those columns were'],
    ['Pos;Device SN;Board SN', '"Board SN"; that column was'],
  ])('%s: says which serial numbers were left aside', (header, words) => {
    const { serials: read, notes } = rosterInWords(`${header}\nA1;B1;C1\nA2;B2;C2`);
    expect(read).toEqual(['B1', 'B2']);
    expect(notes[0]).toContain(` Other serial numbers stand in ${words} not read.`);
  });
});

describe('serial numbers that look alike', () => {
  const variants: readonly ((sn: string) => string)[] = [
    (sn) => sn.toLowerCase(),
    (sn) => sn.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    (sn) => sn.replace('-', '\u2011'),
    (sn) => sn.replace('-', '\u2013'),
    (sn) => sn.replace('-', '\u2212'),
  ];

  it('are both taken, and the second is named with the line of the first', () => {
    fc.assert(
      fc.property(serial, fc.constantFrom(...variants), (one, vary) => {
        const sn = `${one.slice(0, 4)}-${one.slice(4)}`;
        for (const text of [`ZZ9\n${sn}\n${vary(sn)}`, `Serial;Model\nZZ9;\n"${sn}";X\n${vary(sn)};Y`]) {
          const { serials: read, problems: found, notes } = rosterInWords(text);
          expect([read, found]).toEqual([['ZZ9', sn, vary(sn)], []]);
          const lines = text.split('\n').length;
          expect(
            notes.filter((note) => note.startsWith(`Line ${lines}: ${vary(sn)} looks like ${sn} of line ${lines - 1} (`)),
          ).toHaveLength(1);
        }
      }),
    );
  });

  it.each([
    ['1.002.341', /looks like a number with marks at the thousands/],
    ["1'002'341", /looks like a number with marks at the thousands/],
    ['2026-11-29', /looks like a date/],
    ['29.11.2026', /looks like a date/],
    ['Q186\u2011I1', /has a dash or letters of another width/],
    ['Ｑ１８６', /has a dash or letters of another width/],
    ['Q186І15', /has Greek or Cyrillic letters/],
    ['Model', /looks like the name of a column/],
    ['Q186I15.', /begins or ends with a sign/],
    ['**Q186I15**', /begins or ends with a sign/],
    ['~~Q186I15~~', /begins or ends with a sign/],
    ['`Q186I15`', /begins or ends with a sign/],
    ['Q186I15_', /begins or ends with a sign/],
    ['26-Mar', /looks like a date/],
    ['Mar-26', /looks like a date/],
    ['01-Mär-2026', /looks like a date/],
    ['3月1日', /looks like a date/],
    ['AB01-AB20', /looks like a range/],
    ['Q186I15901/Q186I15902', /looks like two serial numbers/],
    ['Q186I15901+Q186I15902', /looks like two serial numbers/],
    ['-Q186I15', /begins or ends with a sign/],
  ])('%s is taken with a note', (text, note) => {
    expect(rosterInWords(`A1\nA2\n${text}`)).toMatchObject({
      serials: ['A1', 'A2', text],
      problems: [],
      notes: [expect.stringMatching(note)],
    });
  });

  it('what is unlike all others is named: without digits, with blanks', () => {
    expect(rosterInWords('SN;M\nA1;x\nA2;x\nA3;x\nRouter;x').notes.at(-1)).toBe(
      'Router has no digit, unlike the others. What is no device, remove.',
    );
    expect(rosterInWords('SN;M\nA1;x\nA2;x\nA3;x\nA4 spare;x').notes.at(-1)).toBe(
      'A4 spare has blanks, unlike the others. Compare with the label.',
    );
    expect(rosterInWords('Q186I15901\nQ186I15815\nBo').notes).toEqual([
      'Bo has no digit, unlike the others. What is no device, remove.',
    ]);
    expect(rosterInWords('A1\nA2\nA3\nA4\nBo\nAnna').notes).toEqual([
      'Bo, Anna have no digits, unlike the others. What is no device, remove.',
    ]);
  });

  it('the names of months make no date of a serial number', () => {
    for (const serial of ['MAR26', 'DEC-K26', 'MARS-26', 'A26-MAR', 'JAN-26001', 'SET-2026-1'])
      expect(rosterInWords(`A1\nA2\n${serial}`).notes).toEqual([]);
  });
});

describe('serial numbers with something around them', () => {
  const wrappers: readonly ((sn: string) => string)[] = [
    (sn) => `*${sn}*`,
    (sn) => `]C1${sn}`,
    (sn) => `]A0${sn}`,
    (sn) => `SN:${sn}`,
    (sn) => `'${sn}'`,
    (sn) => `“${sn}”`,
    (sn) => `„${sn}“`,
    (sn) => `«${sn}»`,
    (sn) => `${sn} # spare`,
  ];

  it('are read without it, however it is nested, and the note shows what stood there', () => {
    fc.assert(
      fc.property(
        serial,
        fc.uniqueArray(fc.constantFrom(...wrappers.slice(0, 6)), { minLength: 1, maxLength: 3 }),
        (sn, wraps) => {
          const text = wraps.reduce((inner, wrap) => wrap(inner), sn);
          for (const roster of [`A1\n${text}`, `M;SN\nx;A1\nx;${text}`]) {
            const { serials: read, problems: found, notes } = rosterInWords(roster);
            expect([read, found]).toEqual([['A1', sn], []]);
            expect(notes.at(-1)).toContain(`: ${sn} was read from "`);
          }
        },
      ),
    );
  });

  it.each(wrappers.map((wrap) => wrap('Q186I15904')))('%s', (text) => {
    expect(serials(`A1\n${text}`)).toEqual(['A1', 'Q186I15904']);
  });

  it.each([
    'AA-01..AA-20',
    'AA-01...AA-20',
    'AA-01…AA-20',
    'AA-01 - AA-20',
    'AA-01 – AA-20',
    'AA-01 to AA-20',
    'AA01~AA20',
    'AA-01..20',
    'AA-01 bis AA-20',
  ])('the range %j is a problem in lists and tables', (range) => {
    for (const text of [`A1\n${range}`, `SN;M\n${range};x\nA1;x`])
      expect(problems(text)).toEqual([
        expect.stringContaining(': This is a range. Write each serial number on a line of its own.'),
      ]);
  });

  it.each(['S/N:', 'Serial No.:', 'Seriennummer:', 'SN ='])('%j alone is a label that broke off, not the header', (text) => {
    expect(rosterInWords(`A1\n${text}\nA2`)).toMatchObject({
      serials: ['A1', 'A2'],
      problems: [{ line: 2, sentence: `There is no serial number after "${text}" on this line.` }],
    });
    expect(serials(`${text}\nA1`)).toEqual(['A1']);
  });

  it.each(['// spare', '-- spare', 'REM spare', '1. A7', '- A7'])('%j is a problem in a table too', (text) => {
    expect(rosterInWords(`SN;M\n${text};x\nA1;x`)).toMatchObject({ serials: ['A1'], problems: [{ line: 2 }] });
  });
});

describe('problems', () => {
  it('are listed in the order of lines', () => {
    const { problems: found } = rosterInWords('A1\nA1\nn/a\nA1\n#N/A\nA1');
    expect(found.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });
});
