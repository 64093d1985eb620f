import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { loadWords } from '../../messages/words';
import { LANGUAGES } from '../../protocol/languages';
import { text } from '../../protocol/texts/text';
import { rosterCommand } from './roster-command';

describe('burnin roster check', () => {
  let file: string;
  let settings: string;

  beforeEach(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-check-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    file = path.join(folder, 'rack.csv');
    settings = path.join(folder, 'settings.json');
  });

  async function check(list: string | Uint8Array, options: { json?: boolean; settings?: string } = {}) {
    await writeFile(file, list);
    let out = '';
    const code = await rosterCommand({ file, json: options.json ?? true, settings: options.settings ?? null }, (part) => {
      out += part;
    });
    return { code, out };
  }

  it('prints serial numbers, problems and notes as JSON', async () => {
    const { code, out } = await check('Delivery;;\nPos;Serial No.;Model\n1;SN1;X\n2;1,23457E+11;X\n3;SN1;X\n');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      serials: ['SN1'],
      problems: [
        {
          line: 4,
          text: '2;1,23457E+11;X',
          reason: expect.stringContaining('A spreadsheet has rounded this number'),
          reasonCodes: [{ code: 'rosterLine.roundedTo', params: { shown: '1,23457E+11' } }],
        },
        {
          line: 5,
          text: '3;SN1;X',
          reason: 'SN1 is already on line 3.',
          reasonCodes: [{ code: 'rosterLine.repeated', params: { serial: 'SN1', line: '3' } }],
        },
      ],
      notes: [
        'Line 1 is above the header and was left out: "Delivery".',
        'The serial numbers are in column 2, "Serial No." (line 2); columns are separated by semicolons.',
      ],
      noteCodes: [
        [{ code: 'rosterNote.aboveHeader', params: { line: '1', shown: 'Delivery' } }],
        [{ code: 'rosterNote.column', params: { column: '2', name: 'Serial No.', line: '2', separator: 'semicolons' } }],
      ],
    });
  });

  it('ends with 0 where there are no problems', async () => {
    expect(await check('SN1\nSN2\n')).toEqual({ code: 0, out: expect.stringContaining('"SN2"') });
  });

  it('refuses a serial number that is no plain text in an old encoding', async () => {
    const { code, out } = await check(Buffer.from('Serial\r\nSN\u0096001\r\nPr\u00fcfling-7', 'latin1'));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ serials: [], problems: [{ line: 2 }, { line: 3 }] });
  });

  it('is readable on a terminal, whatever stands in the file', async () => {
    const { out } = await check('SN1\nSN1\n\u001b[31mred\n', { json: false });
    expect(out).toContain('line 2: SN1 is already on line 1. It is left out.  [SN1]');
    expect(out).not.toContain('\u001b');
  });

  it.each(['', '\n\n', '# rack 7\n', 'Serial No.\n', 'Pos;Serial No.\n;\n'])(
    'ends with 1 where nothing is listed: %j',
    async (text) => {
      const { code, out } = await check(text);
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({
        serials: [],
        problems: [{ reason: expect.stringContaining('The roster is empty.') }],
      });
    },
  );

  it('reads with the masks of the plant', async () => {
    await writeFile(settings, '{"labels":{"serial":["SN#"]}}');
    expect(JSON.parse((await check('SN1;rev A\nSN2\n', { settings })).out)).toMatchObject({ serials: ['SN1', 'SN2'] });
  });

  it.each(LANGUAGES)('reads the column under the name that %s says to write above it', async (language) => {
    const { say } = await loadWords(language);
    const [, name] = /["“「]([^"”」]+)["”」]/u.exec(say(text('rosterLine.noColumn'))) ?? [];
    expect(JSON.parse((await check(`Pos;${name}\n1;SN1\n`)).out)).toMatchObject({ serials: ['SN1'], problems: [] });
  });
});
