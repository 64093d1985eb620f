import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SerialNumber } from '../../protocol/ids';
import { isPlaceholderSerial } from '../../protocol/serial';
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
    ['CSV with header', 'Model,Serial Number,Rack\nCX-4100,SN1,7\nCX-4100,SN2,7\nCX-4200,SN3,8'],
    ['semicolons', 'rack;sn\n7;SN1\n7;SN2\n8;SN3'],
    ['tabs', 'S/N\tModel\nSN1\tCX\nSN2\tCX\nSN3\tCX'],
    ['bars', '| S/N | Model |\n| SN1 | CX |\n| SN2 | CX |\n| SN3 | CX |'],
    ['quotes, with commas and quotes inside', 'name,serial_no\n"a, ""b""",SN1\n"", "SN2" \n,SN3'],
    ['a header alone in its line', 'Serial No.\nSN1\nSN2\nSN3'],
    ['other separators in other columns', 'Modell;Serial No.;Qty\nRouter, 8-port;SN1;1\nGateway\t;SN2;1\nSwitch 1,5U;SN3;1'],
    [
      'a semicolon in a table from cells',
      'Model\tSerial\tNote\nRouter, 8-port\tSN1\tok\nGateway; rev B\tSN2\tok\nX\tSN3\t"ok, ""x"""',
    ],
    ['a line that names the separator', 'sep=;\nPos;Serial No.;Model\n1;SN1;X, Y, Z\n2;SN2;X\n3;SN3;X'],
    ['a separator that is named in quotation marks', '"sep=|"\nPos|Serial No.\n1|SN1\n2|SN2\n3|SN3'],
    ['titles above the header', 'Delivery 4711,,\nDate,2026-01-31,\n\nPos,Serial No.,Model\n1,SN1,X\n2,SN2,X\n3,SN3,X'],
    ['rows of empty cells', 'Pos,Serial No.,Model\n1,SN1,X\n,,\n2,SN2,X\n3,SN3,X\n,,\n,,'],
    ['separators alone, without header', 'SN1\n;;\nSN2\n,\nSN3'],
    ['empty columns around', ';SN1;\n;SN2;\n;SN3;'],
    ['a header that runs over two lines, and a cell that does', 'Pos;"Serial\nnumber";Note\n1;SN1;"two\nlines"\n2;SN2;\n3;SN3;x'],
    ['marks that are inches', 'Model;SN\n19" rack;SN1\n"24" wide;SN2\nx";SN3'],
    ['a numbered list', '#;Serial No.;Model\n#1;SN1;X\n2;SN2;X\n3;SN3;X'],
    ['a header written as a remark', '# serial,model\nSN1,X\nSN2,X\nSN3,X'],
    ['a header repeated on each page', 'Pos;SN\n1;SN1\n\nPos;SN\n2;SN2\n3;SN3'],
    ['texts kept from a spreadsheet', 'Serial;Model\n="SN1";X\n="SN2";X\nSN3;X'],
    ['sums whose row has no serial number', 'Model;SN\nX;SN1\nX;SN2\nX;SN3\nTotal;\n'],
    ['labels that name their serial number', 'SN:SN1,PN:9,MAC:e0187d2eca68\nSN:SN2,PN:9,MAC:e0187d2eca69\nS/N: SN3,PN:9'],
  ])('%s', (_name, text) => {
    expect(serials(text)).toEqual(['SN1', 'SN2', 'SN3']);
  });

  it.each(
    [
      'sn',
      'S/N',
      'Serial',
      'SERIAL_NO',
      'serial-number',
      'Serial #',
      'serialNo.',
      'SNR',
      'Service Tag',
      'Chassis Serial Number',
      'Serial No. (S/N)',
      'Serial number / Seriennummer',
      'Seriennummer',
      'Serien-Nr.',
      'Geräteseriennummer',
      'Numéro de série',
      'N° de série',
      'Nº de serie',
      'Número de serie',
      'Numero di serie',
      'Matricola',
      'Número de série',
      'Nr de série',
      'Numer seryjny',
      'Nr seryjny',
      'Výrobní číslo',
      'Sériové číslo',
      'Serienummer',
      'Seri No',
      'Seri Numarası',
      '序列号',
      '产品序列号',
      '序列號',
      '產品序號',
      'シリアル番号',
      'ｼﾘｱﾙ番号',
      '製造番号',
      '시리얼 번호',
      '일련번호',
      'Số sê-ri',
      'Số serial',
      'Серийный номер',
      'Заводской номер',
      'Sorozatszám',
    ].filter((header) => header !== 'Заводской №'),
  )('knows the header %j', (header) => {
    expect(serials(`rack;${header}\nB;SN1`)).toEqual(['SN1']);
    expect(serials(`${header}\nSN1`)).toEqual(['SN1']);
  });

  it('takes the serial number of the device where a list has others beside it', () => {
    expect(serials('Disk SN,Serial No.,Chassis Serial\nD1,SN1,C1')).toEqual(['SN1']);
    expect(serials('Power supply;Chassis Serial\nP1;SN1')).toEqual(['SN1']);
  });

  it.each(['SN)QÀ&', 'SN(A1)', 'S/N7', 'SN/A1'])('takes %j for no header', (text) => {
    expect(serials(`${text}\nSN1`)).toEqual([text, 'SN1']);
  });

  it('leading zeros and inner blanks stay', () => {
    expect(serials('000186\n"AB 12"')).toEqual(['000186', 'AB 12']);
    expect(serials('Serial\n="000186"\n\'000187')).toEqual(['000186', '000187']);
  });

  it('nothing at all is an empty roster', () => {
    expect(parseRoster('')).toEqual({ serials: [], problems: [], notes: [] });
    expect(parseRoster('sn\n')).toEqual({ serials: [], problems: [], notes: ['Line 1, "sn", is the header.'] });
  });

  it('reads a label with # in quotation marks, and rows beside a mask of the plant', () => {
    expect(serials('"#000186"\n"#000187"')).toEqual(['#000186', '#000187']);
    expect(parseRoster('SN1,rev A\nSN2\n', { serialMasks: ['SN#'] }).serials).toEqual(['SN1', 'SN2']);
  });
});

describe('what it says of how it was read', () => {
  it('names column and separator, titles, remarks, and what was taken out of a text', () => {
    expect(parseRoster('Delivery 4711;\nsep;SN\n# half done\n1;S/N: A1\nTotal;\n').notes).toEqual([
      'Line 3 is a remark and was left out: "# half done".',
      'Line 1 stands above the header and was left out: "Delivery 4711".',
      'The serial numbers are in column 2, "SN" (line 2); columns are separated by semicolons.',
      'Line 4: A1 was read from "S/N: A1".',
      'Line 5 is the foot of the list and was left out: "Total".',
    ]);
  });

  it.each([
    ['serial\n000186\n187\n000188', /^187 has fewer digits than the others/],
    ['serial\n100186\n100187\n100188\n100189\n98', /^98 has fewer digits than the others/],
    ['serial\n186\n187', /^186, 187: short numbers\./],
    ['serial\n8939010102358470000\n8939010102358470001', /^8939010102358470000 ends in zeros after 15 digits/],
  ])('hints at numbers that a spreadsheet may have changed: %j', (text, hint) => {
    const { serials: read, notes, problems: named } = parseRoster(text);
    expect(named).toEqual([]);
    expect(read).toHaveLength(text.split('\n').length - 1);
    expect(notes.at(-1)).toMatch(hint);
  });

  it('has no hints for numbers that are in order', () => {
    expect(parseRoster('100186\n100187\n000188').notes).toEqual([]);
    expect(parseRoster('SN1\nAB\n7').notes).toEqual([]);
  });

  it('counts notes beyond the first fifty', () => {
    expect(parseRoster('# x\n'.repeat(70)).notes.at(-1)).toBe('20 more notes like these.');
  });
});

describe('what it names as unusable', () => {
  const several = 'There are several texts on this line. Give the serial number alone.';
  const decimal = (text: string): string =>
    `A spreadsheet has rounded this number to ${text}. Format the column as text, and enter or export it again.`;
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
    ['SN1\u001D240', `1: ${several}`],
    ['SN1\u001F240', '1: The serial number has a control character in it.'],
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
    ['Serial;Qty\nSN1;1\nTotal;1', '3: "Total" stands at the foot of a list. It is no serial number; remove the line.'],
    ['SN1\nSumme: 1', '2: "Summe: 1" stands at the foot of a list. It is no serial number; remove the line.'],
    ['Model;Serial\nX;SN1\nTotal;1', '3: This line is the foot of the list. Remove it.'],
    [
      'Model,Serial,Qty\nX,SN1,1\nX, 8-port,SN2,1',
      '3: This line has 4 columns, the header 3. A text with the separator in it needs quotation marks.',
    ],
    ['SN0\nSerial\nSN1', '1: This line stands above the header. If it is a title, remove it; if it is a device, move it below.'],
    [
      '1;SN0\nPos;Serial\n2;SN1',
      '1: This line stands above the header. If it is a title, remove it; if it is a device, move it below.',
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
      const { serials: read, problems: named, columns } = parseRoster(text);
      expect(read).toEqual([]);
      expect(named).toHaveLength(1);
      expect(named[0]?.sentence).toMatch(/^No column is named as the serial number/);
      expect(columns?.samples.length).toBeGreaterThan(1);
    },
  );

  it('offers the first cells of each column', () => {
    expect(parseRoster('Name;Nr\npc-1;SN1\npc-2;SN2').columns).toEqual({
      separator: ';',
      firstLine: 1,
      samples: [
        ['Name', 'pc-1', 'pc-2'],
        ['Nr', 'SN1', 'SN2'],
      ],
    });
  });

  it('a mark that is never closed costs its own line only', () => {
    const { serials: read, problems: named } = parseRoster('Model;SN\nX;SN1\nY;SN2\nZ;"SN3\nX;SN4');
    expect(read).toEqual(['SN1', 'SN2', 'SN4']);
    expect(named).toEqual([{ line: 4, text: 'Z;"SN3', sentence: 'A quotation mark on this line is never closed.' }]);
  });

  it('a mark that closes far below names the lines that it swallowed', () => {
    expect(problems('Model;SN\nX;SN1\n"Y;SN2\nZ;SN3\n"Q;SN4\nZ;SN5')).toEqual([
      '3: A quotation mark opens on this line and closes on line 5 only, so the lines between were not read. Correct it.',
    ]);
  });

  it('keeps the line as it is, so that it can be found', () => {
    expect(parseRoster(`SN1\n ${'AB'.repeat(150)}`).problems).toEqual([
      {
        line: 2,
        text: ` ${'AB'.repeat(150)}`.slice(0, 200),
        sentence: 'The serial number has 300 characters; at most 128 are read.',
      },
    ]);
  });

  it('a device too many', () => {
    const rows = Array.from({ length: 20_001 }, (_, index) => `SN${index + 1}`);
    const roster = parseRoster(rows.join('\n'));
    expect(roster.serials).toHaveLength(20_000);
    expect(roster.problems).toEqual([{ line: 20_001, text: 'SN20001', sentence: 'A roster holds at most 20000 devices.' }]);
  });

  it('names 200 problems and counts the rest', () => {
    const { problems: named } = parseRoster('n/a\n'.repeat(1_000));
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
            const read = parseRoster([...head, ...lines].join('\n'));
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
      expect(parseRoster(`${text}\nQ2`)).toMatchObject({
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
    expect(parseRoster(`SN1\n${text}`)).toMatchObject({
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
    expect(parseRoster(text)).toEqual({
      serials: [],
      notes: [],
      problems: [
        {
          line: 1,
          text: expect.any(String),
          sentence: `This is ${name}, not a list. Open it in the spreadsheet and save the list as CSV (UTF-8).`,
        },
      ],
    });
  });

  it.each(['{"sn":"Q1"}\n{"sn":"Q2"}', '<Q1>\nQ2', '[Q1]\nQ2', '{Q1}\nQ2'])('%j is a list', (text) => {
    expect(serials(text)).toHaveLength(2);
  });
});

describe('a serial number that stands there twice', () => {
  it('is left out and marked as harmless: it keeps no scan from starting', () => {
    expect(parseRoster('SN1\nSN2\nSN1')).toEqual({
      serials: ['SN1', 'SN2'],
      problems: [{ line: 3, text: 'SN1', sentence: 'SN1 stands on line 1 already.', harmless: true }],
      notes: [],
    });
  });

  it('is not harmless where a spreadsheet may have made two numbers equal', () => {
    const { problems: named } = parseRoster('Serial\n8939010102358470000\n8939010102358470000');
    expect(named).toEqual([
      {
        line: 3,
        text: '8939010102358470000',
        sentence:
          '8939010102358470000 stands on line 2 already, and a spreadsheet may have rounded both. Compare with the labels.',
      },
    ]);
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
    fc.constantFrom(
      'SN1',
      'SN2',
      '"',
      '""',
      'sn',
      '#',
      '#1',
      '# x',
      ',',
      ';',
      'a;b',
      '1;SN3;x',
      'Pos;SN;Q',
      'sep=;',
      '\u0000',
      '  ',
      '"a\nb"',
      'Total',
      '1,2E+11',
    ),
    fc.nat().map(String),
  );
  const text = fc.array(line, { maxLength: 12 }).map((parts) => parts.join('\n'));

  it('every line is a serial number, or empty, or named as a problem or in a note', () => {
    fc.assert(
      fc.property(text, (roster) => {
        fc.pre(!roster.includes('"'));
        const { serials: read, problems: named, notes, columns } = parseRoster(roster);
        fc.pre(columns === undefined);
        const content = roster
          .split(/\r\n|\n|\r/)
          .filter((one, index) => !/^[\s,;|]*$/.test(index === 0 ? one.replace(/^\uFEFF/, '') : one));
        const inNotes = notes.filter((note) => /^(?:Line \d+[^:\d]|The serial numbers are in)/.test(note));
        expect(read.length + named.length + inNotes.length).toBe(content.length);
        expect(new Set(read).size).toBe(read.length);
      }),
    );
  });

  it('what it read it reads again', () => {
    fc.assert(
      fc.property(text, (roster) => {
        const { serials: read } = parseRoster(roster);
        const quoted = read.map((sn) => `"${sn.replaceAll('"', '""')}"`);
        expect(parseRoster(['sn', ...quoted].join('\n'))).toMatchObject({ serials: read, problems: [] });
      }),
    );
  });
});

describe('a list as another program writes it', () => {
  const serial = fc
    .string({ unit: fc.constantFrom(...Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-_./ ')), minLength: 4, maxLength: 24 })
    .map((text) => text.trim())
    .filter((sn) => /\d/.test(sn) && /[A-Z]/.test(sn) && !/\s{2}|\d[.]\d+E|^[A-Z]+\s*\d+$/.test(sn))
    .filter((sn) => SerialNumber.safeParse(sn).success && !isPlaceholderSerial(sn));
  const remark = fc.string({ unit: fc.constantFrom(...Array.from('abc ,;\t|"\'äß1\n')), maxLength: 12 });
  const header = fc.constantFrom(
    'Serial No.',
    'Seriennummer',
    'Numéro de série',
    '序列号',
    'シリアル番号',
    'Nr seryjny',
    'Seri No',
  );
  const quote = (cell: string, separator: string, always: boolean): string =>
    always || cell.includes(separator) || /["\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

  it('gives back exactly its serial numbers, whatever separator, quotation, line end, titles and order of columns', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 1, maxLength: 12 }),
        fc.array(remark, { minLength: 12, maxLength: 12 }),
        header,
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.record({
          always: fc.boolean(),
          column: fc.nat(2),
          names: fc.boolean(),
          title: fc.boolean(),
          foot: fc.boolean(),
          mark: fc.boolean(),
        }),
        (wanted, remarks, name, separator, end, { always, column, names, title, foot, mark }) => {
          const row = (sn: string, other: string, index: number): string => {
            const cells = [String(index), `x${other}`];
            cells.splice(column, 0, sn);
            return cells.map((cell) => quote(cell, separator, always)).join(separator);
          };
          const heads = ['Pos', 'Remark'];
          heads.splice(column, 0, name);
          const all = [
            ...(mark ? [`sep=${separator}`] : []),
            ...(title ? [`Delivery 4711${separator}${separator}`, ''] : []),
            heads.map((cell) => quote(cell, separator, names)).join(separator),
            ...wanted.map((sn, index) => row(sn, (remarks[index] ?? '').replaceAll('\n', ' '), index + 1)),
            ...(foot ? [separator.repeat(2), separator.repeat(2)] : []),
          ];
          const read = parseRoster(all.join(end));
          expect(read.problems).toEqual([]);
          expect(read.serials).toEqual(wanted);
        },
      ),
    );
  });
});
