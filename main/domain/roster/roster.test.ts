import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SerialNumber } from '../../../protocol/ids';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { serials, rosterInWords } from '../testing/rosters';

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

  it.each([
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
    'Tillverkningsnr',
    'Tillv.nr',
    'Ser. number',
    'Serial number of device',
    'Fabrikationsnr.',
    'Fabr.-Nr.',
    'N° de fabrication',
    'Nº de fabricación',
    'N. di fabbrica',
    'Nr fabr.',
    'Výr. č.',
    'Č. série',
    'Fabrieksnr.',
    'Fabrikasjonsnr.',
    'Valmistusnumero',
    'İmalat No',
    'Gyári sz.',
    'Tvornički broj',
    'Сер. №',
    'Зав. №',
    'Заводской №',
    '出厂号',
    'מס׳ סידורי',
  ])('knows the header %j', (header) => {
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
    expect(rosterInWords('')).toEqual({ serials: [], problems: [], notes: [] });
    expect(rosterInWords('sn\n')).toEqual({ serials: [], problems: [], notes: ['Line 1, "sn", is the header.'] });
  });

  it('reads a label with # in quotation marks, and rows beside a mask of the plant', () => {
    expect(serials('"#000186"\n"#000187"')).toEqual(['#000186', '#000187']);
    expect(rosterInWords('SN1,rev A\nSN2\n', { serialMasks: ['SN#'] }).serials).toEqual(['SN1', 'SN2']);
  });
});

it.each(['4E-0', '4E-12', '7E+1'])('%s is no number that a spreadsheet has rounded', (sn) => {
  expect(rosterInWords(`Serial;Model\n${sn};X\n`)).toMatchObject({ serials: [sn], problems: [] });
});

describe('a list as another program writes it', () => {
  const serial = fc
    .string({ unit: fc.constantFrom(...Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-_./ ')), minLength: 4, maxLength: 24 })
    .map((text) => text.trim())
    .filter((sn) => /\d/.test(sn) && /[A-Z]/.test(sn) && !/\s{2}|\d[.]\d+E|^[A-Z]+\s*\d+$/.test(sn))
    // No bullets, remarks and ranges.
    .filter((sn) => !/^(?:\S{1,6}\s|--|\/\/)|\.\.|\s-\s/.test(sn))
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
          footer: fc.boolean(),
          mark: fc.boolean(),
        }),
        (wanted, remarks, name, separator, end, { always, column, names, title, footer, mark }) => {
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
            ...(footer ? [separator.repeat(2), separator.repeat(2)] : []),
          ];
          const read = rosterInWords(all.join(end));
          expect(read.problems).toEqual([]);
          expect(read.serials).toEqual(wanted);
        },
      ),
    );
  });
});
