import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inWords } from '../../domain/testing/rosters';
import { decodeRoster, readRosterFile } from './roster-file';

const read = (bytes: Uint8Array) => inWords(decodeRoster(bytes, 'rack.csv', {}).roster);
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const MARK = '\uFEFF';

describe('the encodings that lists have', () => {
  const list = 'Nom;Numéro de série;Type\r\nprüf – 1;SN-A1;X\r\npc-2;SN-A2;X\r\n';
  it.each([
    ['UTF-8', Buffer.from(list)],
    ['UTF-8 with mark', Buffer.from(MARK + list)],
    ['UTF-16 LE with mark', utf16le(MARK + list)],
    ['UTF-16 BE with mark', utf16be(MARK + list)],
    ['UTF-16 LE', utf16le(list)],
    ['UTF-16 BE', utf16be(list)],
    ['Windows-1252', latin(list.replace('–', '\u0096'))],
  ])('%s', (_name, bytes) => {
    expect(read(bytes)).toMatchObject({ serials: ['SN-A1', 'SN-A2'], problems: [] });
  });

  it('UTF-16 of a list in Chinese', () => {
    const chinese = '型号\t序列号\n路由器\tSN-A1\n交换机\tSN-A2\n';
    expect(read(utf16le(MARK + chinese)).serials).toEqual(['SN-A1', 'SN-A2']);
    expect(read(utf16be(MARK + chinese)).serials).toEqual(['SN-A1', 'SN-A2']);
  });

  it.each([
    ['GB18030', [0xd0, 0xcd, 0xba, 0xc5, 0x2c, 0xd0, 0xf2, 0xc1, 0xd0, 0xba, 0xc5]],
    ['Shift JIS', [0x8c, 0x5e, 0x2c, 0x83, 0x56, 0x83, 0x8a, 0x83, 0x41, 0x83, 0x8b, 0x94, 0xd4, 0x8d, 0x86]],
    [
      'Windows-1251',
      [0xcc, 0xee, 0xe4, 0x2c, 0xd1, 0xe5, 0xf0, 0xe8, 0xe9, 0xed, 0xfb, 0xe9, 0x20, 0xed, 0xee, 0xec, 0xe5, 0xf0],
    ],
    ['Windows-1250', [0x4d, 0x2c, 0x53, 0xe9, 0x72, 0x69, 0x6f, 0x76, 0xe9, 0x20, 0xe8, 0xed, 0x73, 0x6c, 0x6f]],
  ])('%s, as its header tells', (name, header) => {
    const { serials, problems, notes } = read(Buffer.concat([Buffer.from(header), Buffer.from('\r\nX,SN-A1\r\nX,SN-A2\r\n')]));
    expect([serials, problems]).toEqual([['SN-A1', 'SN-A2'], []]);
    expect(notes[0]).toContain(`read as ${name}`);
  });

  it('where nothing tells the encoding, it says that what is shown may be wrong', () => {
    const { serials, notes } = read(Buffer.concat([Buffer.from([0xd0, 0xcd, 0xba, 0xc5]), Buffer.from(',x\r\nX,SN-A1\r\n')]));
    expect([serials, notes]).toEqual([
      [],
      [
        'The file is not UTF-8, and nothing in it tells its encoding; it is shown as Windows-1252 (ANSI), perhaps with wrong letters. Plain letters and digits are right. Save it as UTF-8 to be sure.',
      ],
    ]);
  });

  it('a serial number with a letter that is a guess is a problem, never a serial number', () => {
    const { serials, problems } = read(latin('Serial\r\nSN\u0096001\r\nPr\u00fcfling-7\r\nSN-A1\r\n'));
    expect(serials).toEqual(['SN-A1']);
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(problems[0]?.sentence).toContain('cannot be read for certain');
  });

  it('gives the same roster in every encoding that can hold it', () => {
    const serial = fc
      .string({ unit: fc.constantFrom(...Array.from('ABCXYZ-0123456789')), minLength: 5, maxLength: 14 })
      .filter((sn) => /^[A-Z].*\d.*[A-Z]$/.test(sn));
    const other = fc.string({ unit: fc.constantFrom(...Array.from('abcäöüéñ ß')), maxLength: 10 });
    const encode = fc.constantFrom(
      (text: string): Buffer => Buffer.from(text),
      (text: string): Buffer => Buffer.from(MARK + text),
      utf16le,
      utf16be,
      (text: string): Buffer => utf16le(MARK + text),
      (text: string): Buffer => utf16be(MARK + text),
      latin,
    );
    fc.assert(
      fc.property(fc.uniqueArray(serial, { minLength: 2, maxLength: 9 }), other, encode, (serials, remark, encoded) => {
        const text = ['Serial;Remark', ...serials.map((sn) => `${sn};${remark}`)].join('\r\n');
        expect(read(encoded(text))).toMatchObject({ serials, problems: [] });
      }),
    );
  });

  it.each([
    ['504b03041400', /Excel workbook .* Save the list as CSV/],
    ['d0cf11e0a1b1', /Excel workbook of the old kind/],
    ['255044462d31', /PDF document/],
    ['1f8b080000000000', /packed file \(gzip\)/],
    ...['', MARK].flatMap((mark): [string, RegExp][] => [
      [Buffer.from(`${mark}<html><table></table></html>`).toString('hex'), /web page \(HTML\).* save the list as CSV/],
      [utf16le(`${mark}<?xml version="1.0"?><Workbook/>`).toString('hex'), /XML document/],
    ]),
    [latin('<html><td>Pr\u00fcfling</td></html>').toString('hex'), /web page/],
  ])('refuses what is no text: %s', (hex, sentence) => {
    expect(() => read(Buffer.from(hex, 'hex'))).toThrow(sentence);
  });
});

describe('the file itself', () => {
  it('refuses one that is not there, or too large, in one sentence', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-roster-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await expect(readRosterFile(path.join(folder, 'none.csv'), {})).rejects.toThrow(
      `The roster ${path.join(folder, 'none.csv')} is not there. Check the path.`,
    );
    const large = path.join(folder, 'large.csv');
    await writeFile(large, 'SN1\n'.repeat(600_000));
    await expect(readRosterFile(large, {})).rejects.toThrow(/large.csv has more than 2048 KiB/);
    const good = path.join(folder, 'good.csv');
    await writeFile(good, 'SN1\nSN2\n');
    expect((await readRosterFile(good, {})).roster.serials).toEqual(['SN1', 'SN2']);
  });
});
