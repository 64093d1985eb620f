import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, serials, rosterInWords } from '../testing/rosters';

describe('what it names as unusable', () => {
  const several = 'There are several texts on this line. Give the serial number alone.';
  const narrow = 'A spreadsheet shows this where a column is too narrow. Make the column wider and copy the list again.';
  const decimal = (text: string): string =>
    `A spreadsheet has rounded this number to ${text}. Format the column as text, and enter or export it again.`;
  it.each([
    ['SN1\nSN1', '2: SN1 is already on line 1.'],
    ['\nSN1\n\nSN1', '4: SN1 is already on line 2.'],
    ['sn,model\n,CX-4100', '2: There is no serial number on this line.'],
    ['model,sn\nCX-4100', '2: There is no serial number on this line.'],
    ['Default string', '1: "Default string" is a placeholder, not a serial number.'],
    ['00000', '1: "00000" is a placeholder, not a serial number.'],
    ['?7', '1: "?7" is a placeholder, not a serial number.'],
    ['SN\u00001', '1: A character that cannot be seen stands in "SN\\u00001". Type this serial number again.'],
    ['SN\u202E1', '1: A character that cannot be seen stands in "SN\\u202e1". Type this serial number again.'],
    ['SN1\u001D240', `1: ${several}`],
    ['SN1\u001F240', '1: A character that cannot be seen stands in "SN1\\u001f240". Type this serial number again.'],
    ['AB'.repeat(65), '1: The serial number has 130 characters; at most 128 are read.'],
    ['"SN1,CX-4100', '1: A quotation mark on this line is never closed.'],
    ['Serial;Model\n1,23457E+11;X', `2: ${decimal('1,23457E+11')}`],
    ['Serial,Model\n1.23457E+11,X', `2: ${decimal('1.23457E+11')}`],
    ['Serial\n1E+11', `2: ${decimal('1E+11')}`],
    ['Serial\n1.2E11', `2: ${decimal('1.2E11')}`],
    [
      'Serial,Model\n123457000111.0,X',
      '2: A program has written this number as a decimal, 123457000111.0. Format the column as text, and export it again.',
    ],
    [
      'Serial,Model\n1,23457E+11,X',
      '2: A spreadsheet has rounded this number. Format the column as text, and enter or export it again.',
    ],
    ['SN1\n########', `2: ${narrow}`],
    ['Model;Serial\nX;####', `2: ${narrow}`],
    ['Serial;Model\n  ###  ;X', `2: ${narrow}`],
    ['Serial,Model\n#N/A,X', '2: "#N/A" is an error of the spreadsheet, not a serial number. Correct the cell.'],
    ['Model,Serial\nX,#REF!', '2: "#REF!" is an error of the spreadsheet, not a serial number. Correct the cell.'],
    [
      'SN1\n#000186',
      '2: This can be a serial number or a remark. Put a serial number in quotation marks; write a remark with a blank after #.',
    ],
    ['SN1\nSN2;900-1;A2\nSN3', `2: ${several}`],
    ['SN1\nhttps://asset.example/ht/SN2\nSN3', '2: This is a web address. Give the serial number alone.'],
    ['SN1\nPN: 900-1', '2: "PN: 900-1" is another field of a label. Give the serial number alone.'],
    [
      'SN1   Router\nSN2',
      '1: There are several blanks on this line, as between columns. Give the serial number alone, or separate columns with tabs.',
    ],
    ['Serial;Qty\nSN1;1\nTotal;1', '3: "Total" is a footer of a list, not a serial number. Remove the line.'],
    ['SN1\nSumme: 1', '2: "Summe: 1" is a footer of a list, not a serial number. Remove the line.'],
    ['Model;Serial\nX;SN1\nTotal;1', '3: This line is a footer of the list. Remove it.'],
    [
      'Model,Serial,Qty\nX,SN1,1\nX, 8-port,SN2,1',
      '3: This line has 4 columns, the header 3. A text with the separator in it needs quotation marks.',
    ],
    ['SN0\nSerial\nSN1', '1: This line is above the header. If it is a title, remove it; if it is a device, move it below.'],
    [
      '1;SN0\nPos;Serial\n2;SN1',
      '1: This line is above the header. If it is a title, remove it; if it is a device, move it below.',
    ],
    [
      'Gerät\nSN1\nSN2',
      '1: This may be a header in words that are not known. If it is, remove it; if not, write "Serial number" above it.',
    ],
    [
      'Model;Serial\n"X;SN1\nY";SN2\nZ;SN3',
      '2: A quotation mark opens on this line and closes on line 3 only, so the lines between were not read. Correct it.',
    ],
  ])('%j', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('two columns with one name: a person says which', () => {
    expect(problems('Pos;Serial;Serial number\n1;SN1;SN2')[0]).toMatch(
      /^1: Several columns are named as the serial number: "Serial", "Serial number"\./,
    );
  });

  it.each(['Name;Nr;Typ\npc-1;SN1;X\npc-2;SN2;X', 'SN1,CX-4100\nSN2,CX-4100', 'sep=;\na;b\nc;d', 'SN1,SN2,SN3'])(
    'several columns of which none is named: nothing is taken, and a person chooses: %j',
    (text) => {
      const { serials: read, problems: named, columns } = rosterInWords(text);
      expect(read).toEqual([]);
      expect(named).toHaveLength(1);
      expect(named[0]?.sentence).toMatch(/^No column is named as the serial number|^All of this list is on one line/);
      expect(columns?.samples.length).toBeGreaterThan(1);
    },
  );

  it('offers the first cells of each column', () => {
    expect(rosterInWords('Name;Nr\npc-1;SN1\npc-2;SN2').columns).toEqual({
      separator: ';',
      firstLine: 1,
      samples: [
        ['Name', 'pc-1', 'pc-2'],
        ['Nr', 'SN1', 'SN2'],
      ],
    });
  });

  it('a mark that is never closed costs its own line only', () => {
    const { serials: read, problems: named } = rosterInWords('Model;SN\nX;SN1\nY;SN2\nZ;"SN3\nX;SN4');
    expect(read).toEqual(['SN1', 'SN2', 'SN4']);
    expect(named).toEqual([{ line: 4, text: 'Z;"SN3', sentence: 'A quotation mark on this line is never closed.' }]);
  });

  it('a mark that closes far below names the lines that it swallowed', () => {
    expect(problems('Model;SN\nX;SN1\n"Y;SN2\nZ;SN3\n"Q;SN4\nZ;SN5')).toEqual([
      '3: A quotation mark opens on this line and closes on line 5 only, so the lines between were not read. Correct it.',
    ]);
  });

  it('keeps the line as it is, so that it can be found', () => {
    expect(rosterInWords(`SN1\n ${'AB'.repeat(150)}`).problems).toEqual([
      {
        line: 2,
        text: ` ${'AB'.repeat(150)}`.slice(0, 200),
        sentence: 'The serial number has 300 characters; at most 128 are read.',
      },
    ]);
  });

  it('a device too many', () => {
    const rows = Array.from({ length: 20_001 }, (_, index) => `SN${index + 1}`);
    const roster = rosterInWords(rows.join('\n'));
    expect(roster.serials).toHaveLength(20_000);
    expect(roster.problems).toEqual([{ line: 20_001, text: 'SN20001', sentence: 'A roster holds at most 20000 devices.' }]);
  });

  it('a list of more lines than any rack has, whatever stands in them; empty lines do not count', () => {
    const sentence = 'This list has 50001 lines, so it is no roster. Give the serial numbers of one rack alone.';
    for (const line of ['SN1\n', 'x;"y"\n', '# x\n'])
      expect(rosterInWords(line.repeat(50_001))).toMatchObject({ serials: [], problems: [{ line: 1, sentence }] });
    expect(serials(`SN1${'\n'.repeat(60_000)}SN2${'\r\n;;'.repeat(60_000)}`)).toEqual(['SN1', 'SN2']);
  });

  it('names 200 problems and counts the rest', () => {
    const { problems: named } = rosterInWords('n/a\n'.repeat(1_000));
    expect(named).toHaveLength(200);
    expect(named.at(-1)?.sentence).toMatch(/ 800 more lines after it have problems too\.$/u);
  });
});

describe('lines of a list with more than a serial number', () => {
  const serial = fc.nat(99_999).map((number) => `Q186I${String(number).padStart(5, '0')}`);
  const spoilt = fc.constantFrom(
    (sn: string) => `${sn} ok`,
    (sn: string) => `${sn} (Netzteil getauscht)`,
    (sn: string) => `${sn} ${sn}1`,
    (sn: string) => `${sn} ${sn} ${sn}`,
    (sn: string) => `1. ${sn}`,
    (sn: string) => `12) ${sn}`,
    (sn: string) => `(3) ${sn}`,
    (sn: string) => `- ${sn}`,
    (sn: string) => `• ${sn}`,
    (sn: string) => `// ${sn}`,
    (sn: string) => `-- ${sn}`,
    (sn: string) => `REM ${sn}`,
    () => '(2 rows affected)',
    () => 'Printed 21.11.2026 22:14 by mueller',
    () => 'rack 7',
  );

  it('is a problem, on one line and on all', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 1, maxLength: 9 }),
        spoilt,
        fc.boolean(),
        fc.nat(8),
        (all, spoil, every, at) => {
          const lines = all.map((sn, index) => (every || index === at % all.length ? spoil(sn) : sn));
          for (const head of [[], ['Serial number']]) {
            const read = rosterInWords([...head, ...lines].join('\n'));
            expect(read.serials).toEqual(lines.filter((line) => all.includes(line)));
            expect(read.problems.length).toBe(lines.length - read.serials.length);
          }
        },
      ),
    );
  });

  it.each(['AB 12', '7 C', '1234 567', 'Q186 I15'])(
    'serial numbers with blanks are taken where the list has them, or in quotation marks: %j',
    (one) => {
      const two = one.replace(/.$/, (last) => (last === 'C' ? 'D' : '9'));
      expect(serials(`${one}\n${two}\nSN1`)).toEqual([one, two, 'SN1']);
      expect(serials(`SN1\nSN2\n"${one}"`)).toEqual(['SN1', 'SN2', one]);
      expect(problems(`SN1\nSN2\n${one}`)[0]).toMatch(/^3: There are several texts/);
    },
  );

  it.each(['S/N Q1', 'Seriennummer Q1', 'SN Q1', 'SN:Q1 REV:A', 'P/N: 9-1 S/N: Q1', "'Q1"])(
    'takes the serial number out of %j with a note',
    (text) => {
      expect(rosterInWords(`${text}\nQ2`)).toMatchObject({
        serials: ['Q1', 'Q2'],
        problems: [],
        notes: [`Line 1: Q1 was read from "${text}".`],
      });
    },
  );

  it('another field is refused without a colon too', () => {
    expect(problems('Q1\nP/N 900-1')).toEqual(['2: "P/N 900-1" is another field of a label. Give the serial number alone.']);
  });

  it.each([
    ['e0:18:7d:2e:ca:68', /^Line 2: .* looks like a MAC address/],
    ['E0187D2ECA68', /^Line 2: .* looks like a MAC address/],
    ['Q186I15901-Q186I15910', /^Line 2: .* looks like a range/],
  ])('takes %s with a hint', (text, hint) => {
    expect(rosterInWords(`SN1\n${text}`)).toMatchObject({
      serials: ['SN1', text],
      problems: [],
      notes: [expect.stringMatching(hint)],
    });
  });

  it.each(['#N/A', '#NV', '#REF!', '#WERT!', '#DIV/0!', '#NAME?'])('%s is an error of the spreadsheet in any column', (text) => {
    for (const roster of [`SN1\n${text}`, `SN;Model\n${text};X`, `Model;SN\nX;${text}`, `SN1\n"${text}"`])
      expect(problems(roster)).toEqual([`2: "${text}" is an error of the spreadsheet, not a serial number. Correct the cell.`]);
  });

  it('several serial columns, none of which is the device', () => {
    expect(problems('Board SN;PSU SN;Serial 1\nQ1;M1;P1')[0]).toMatch(
      /^1: Several columns are named .*"Board SN", "PSU SN", "Serial 1"/,
    );
  });
});

describe('a text that is no list', () => {
  it.each([
    ['<?xml version="1.0"?>\n<rack><sn>Q1</sn></rack>', 'an XML document'],
    ['<rack>\n<sn>Q1</sn>\n</rack>', 'an XML document'],
    ['<device sn="Q1"/>', 'an XML document'],
    ['\n <!DOCTYPE html>\n<p>Q1', 'a web page (HTML)'],
    ['<html><body><table><tr><td>Q1</td></tr></table></body></html>', 'a web page (HTML)'],
    ['{\\rtf1\\ansi\nQ1\\par\n}', 'a formatted text (RTF)'],
    ['{\n  "devices": [\n    "Q1"\n  ]\n}', 'a JSON document'],
    ['{\r\n  "sn": "Q1"\r\n}', 'a JSON document'],
    ['{"devices":["Q1"]}', 'a JSON document'],
    ['["Q1","Q2"]', 'a JSON document'],
    ['[{"sn":"Q1"},\n{"sn":"Q2"}', 'a JSON document'],
  ])('%j is refused by name', (text, name) => {
    expect(rosterInWords(text)).toEqual({
      serials: [],
      notes: [],
      problems: [
        {
          line: 1,
          text: expect.any(String),
          sentence: name.includes('JSON')
            ? 'This is a JSON document; a roster is plain text or a table. Give one serial number per line, or save the list as CSV (UTF-8).'
            : `This is ${name}, not a list. Open it in the spreadsheet and save the list as CSV (UTF-8).`,
        },
      ],
    });
  });

  it('a cell that was wrapped is named with both its lines', () => {
    expect(rosterInWords('Serial number,Note\n"Q186I\n15901",x\nQ186I15902,y').problems).toMatchObject([
      {
        line: 2,
        sentence:
          'This cell is on two lines, "Q186I" and "15901". Write one serial number on one line: together if it was wrapped, else each alone.',
      },
    ]);
  });

  it('a header that names another column is named as one', () => {
    expect(rosterInWords('MfG\nQ186I15901\nQ186I15902').problems).toMatchObject([
      {
        line: 1,
        sentence:
          '"MfG" is the name of a column, but not of serial numbers. If they stand in this column, write "Serial number" in its place.',
      },
    ]);
  });

  it('a list in which nothing has a digit has a note', () => {
    expect(rosterInWords('ABC\nDEFG\nHIJK').notes).toEqual([
      'None of these has a digit, as nearly every serial number has. Look whether this is the right list: ABC, DEFG, HIJK.',
    ]);
    expect(rosterInWords('ABC').notes).toEqual([]);
  });

  it.each(['{"sn":"Q1"}\n{"sn":"Q2"}', '<Q1>\nQ2', '[Q1]\nQ2', '{Q1}\nQ2'])('%j is a list', (text) => {
    expect(serials(text)).toHaveLength(2);
  });
});
