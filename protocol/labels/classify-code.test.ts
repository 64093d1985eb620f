import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SerialNumber } from '../ids';
import { isPlaceholderSerial } from '../serial';
import { DEFAULT_SETTINGS } from '../settings';
import { classifyCode, type LabelPatterns } from './classify-code';

const DEFAULTS: LabelPatterns = DEFAULT_SETTINGS.labels;
const kindAndValue = (code: string, patterns: Partial<LabelPatterns> = {}): readonly [string, string] => {
  const { kind, value } = classifyCode(code, { ...DEFAULTS, ...patterns });
  return [kind, value];
};

describe('what a scanned code is', () => {
  it.each([
    ['Q186I15901', 'serial', 'Q186I15901'],
    ['  Q186I15901\t', 'serial', 'Q186I15901'],
    ['000186', 'serial', '000186'],
    ['#000186', 'serial', '#000186'],
    ['AB 12', 'serial', 'AB 12'],
    ['12345679', 'serial', '12345679'],
    ['SN)QÀ&', 'serial', 'SN)QÀ&'],
    ['OP-4711', 'badge', 'OP-4711'],
    ['op-4711', 'badge', 'op-4711'],
    ['OP4711', 'badge', 'OP4711'],
    ['BI-20261121-214502', 'operation', 'BI-20261121-214502'],
    ['WO-88', 'operation', 'WO-88'],
    ['e0:18:7d:2e:ca:68', 'mac', 'e0:18:7d:2e:ca:68'],
    ['E0-18-7D-2E-CA-68', 'mac', 'E0-18-7D-2E-CA-68'],
    ['e018.7d2e.ca68', 'mac', 'e018.7d2e.ca68'],
    ['E0187D2ECA68', 'mac', 'E0187D2ECA68'],
    ['MAC:E0187D2ECA68', 'mac', 'MAC:E0187D2ECA68'],
    ['MAC ID=E0187D2ECA68', 'mac', 'MAC ID=E0187D2ECA68'],
    ['https://asset.example/ht/Q186I15903', 'url', 'https://asset.example/ht/Q186I15903'],
    ['www.maker.example/reg', 'url', 'www.maker.example/reg'],
    ['4006381333931', 'ean', '4006381333931'],
    ['036000291452', 'ean', '036000291452'],
    ['To be filled by O.E.M.', 'placeholder', 'To be filled by O.E.M.'],
    ['0000000', 'placeholder', '0000000'],
    ['PN: 900-1', 'otherField', 'PN: 900-1'],
    ['Q186I15901;900-1;A2', 'severalFields', 'Q186I15901;900-1;A2'],
    ['Q186I15901,900-1', 'severalFields', 'Q186I15901,900-1'],
    ['SN:A1,SN:B2', 'severalFields', 'SN:A1,SN:B2'],
    ['SN:A1,B2', 'severalFields', 'SN:A1,B2'],
    ['(01)04012345678901', 'severalFields', '(01)04012345678901'],
    ['{"model":"X1","mac":"E0187D2ECA68"}', 'severalFields', '{"model":"X1","mac":"E0187D2ECA68"}'],
    ['Q186\u00001', 'unreadable', 'Q186\u00001'],
    ['  ', 'empty', ''],
  ])('%j is %s', (code, kind, value) => {
    expect(kindAndValue(code)).toEqual([kind, value]);
  });

  it('is too long for a roster, or for any label', () => {
    expect(kindAndValue('AB'.repeat(65))[0]).toBe('tooLong');
    expect(kindAndValue('AB'.repeat(5_000))[0]).toBe('tooLong');
  });

  it.each([
    ['SN:Q186I15902,PN:900-1,MAC:E0187D2ECA68', 'Q186I15902'],
    ['P/N: 900-1; S/N: Q186I15902; Rev: A2', 'Q186I15902'],
    ['Modell=X1|Seriennummer=Q186I15902', 'Q186I15902'],
    ['型号:X1;序列号:Q186I15902', 'Q186I15902'],
    ['Chassis SN: C7, SN: Q186I15902', 'Q186I15902'],
    ['S/N: Q186I15905', 'Q186I15905'],
    ['Service Tag: ABC1234', 'ABC1234'],
    ['(21)Q186I15906', 'Q186I15906'],
    ['(01)04012345678901(21)Q186I15906', 'Q186I15906'],
    [']C10104012345678901\u001D21Q186I15906', 'Q186I15906'],
    [']d2010401234567890121Q186I15906\u001D10L7', 'Q186I15906'],
    ['010401234567890121Q186I15906\u001D10L7', 'Q186I15906'],
    [']C1Q186I15901', 'Q186I15901'],
    [']Q2\\000026Q186I15901', 'Q186I15901'],
    ['\\000026\\000003Q186I15901', 'Q186I15901'],
    ['\\000026SN:Q186I15901', 'Q186I15901'],
    [']Q3https://id.gs1.org/01/04012345678901/21/Q186I15906', 'Q186I15906'],
    ['*Q186I15904*', 'Q186I15904'],
    ['[)>\u001E06\u001DSQ186I15902\u001D1P900-1\u001E\u0004', 'Q186I15902'],
    ['{"sn":"Q186I15902","mac":"E0187D2ECA68"}', 'Q186I15902'],
    ['https://asset.example/d?id=7&sn=Q186%2DI1', 'Q186-I1'],
    ['https://id.gs1.org/01/04012345678901/10/L7/21/Q186I15906', 'Q186I15906'],
    ['Ｑ１８６Ｉ１５９０１', 'Q186I15901'],
  ])('%j holds the serial number %s, and says that it was read from the code', (code, serial) => {
    expect(classifyCode(code, DEFAULTS)).toEqual({ kind: 'serial', value: serial, note: expect.stringMatching(/^Read from "/) });
  });
});

describe('the plant says how its codes look', () => {
  it('a mask goes before everything that a code could be by itself', () => {
    expect(kindAndValue('4006381333931', { serial: ['#############'] })).toEqual(['serial', '4006381333931']);
    expect(kindAndValue('E0187D2ECA68', { serial: ['E0*'] })).toEqual(['serial', 'E0187D2ECA68']);
    expect(kindAndValue('7741', { badge: ['####'] })).toEqual(['badge', '7741']);
    expect(kindAndValue('1187', { badge: [], operation: ['1###'] })).toEqual(['operation', '1187']);
  });

  it('finds the one field that fits, and refuses what does not fit', () => {
    const serial = ['Q###I#####'];
    expect(kindAndValue('Q186I15901;900-1;A2', { serial })).toEqual(['serial', 'Q186I15901']);
    expect(kindAndValue('Q186I15901;Q186I15902', { serial })[0]).toBe('severalFields');
    expect(kindAndValue('X1', { serial })[0]).toBe('notASerial');
  });

  it('takes marks off: the longest that fits, once, and never the whole code', () => {
    const prefixes = ['S', 'SN', 'https://asset.example/ht/'];
    expect(kindAndValue('SQ186I15902', { prefixes })).toEqual(['serial', 'Q186I15902']);
    expect(kindAndValue('SNSN7', { prefixes })).toEqual(['serial', 'SN7']);
    expect(kindAndValue('https://asset.example/ht/Q186I15903', { prefixes })).toEqual(['serial', 'Q186I15903']);
    expect(kindAndValue('SN', { prefixes: ['SN'] })[0]).toBe('serial');
    expect(kindAndValue('Q186-EOL', { suffixes: ['-EOL'] })).toEqual(['serial', 'Q186']);
    expect(kindAndValue('%OP-4711', { prefixes: ['%'] })).toEqual(['badge', 'OP-4711']);
  });
});

describe('whatever is scanned', () => {
  const code = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom('SN:', 'Q186', ';', ',', ']C1', '(21)', '{', '"', '*', '\u001D', '=', 'https://', '/21/', '%', '01'),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );

  it('is either taken as a number that a roster can hold, or named with a sentence', () => {
    fc.assert(
      fc.property(code, (text) => {
        const { kind, value, note } = classifyCode(text, DEFAULTS);
        const taken = ['serial', 'badge', 'operation'].includes(kind);
        expect(value === text.trim() || (taken && note !== '')).toBe(true);
        expect(taken || note.endsWith('.')).toBe(true);
        expect(kind !== 'serial' || (SerialNumber.safeParse(value).data === value && !isPlaceholderSerial(value))).toBe(true);
      }),
    );
  });
});
