import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearIndex } from './near-match';
import { english } from '../../messages/english';

const nearInWords = (roster: readonly string[], device: string) =>
  new NearIndex(roster).near(device).map(({ serial, difference }) => ({ serial, difference: english(difference) }));

describe('a serial number that is near an entry of the roster', () => {
  it.each([
    ['q186i15901', 'Q186I15901', 'capital and small letters'],
    ['sn-a2', 'SN-A2', 'capital and small letters'],
    ['Ｑ１８６Ｉ１５９０１', 'Q186I15901', 'full-width letters of an input method'],
    ['SN–A1', 'SN-A1', 'signs that look alike'],
    ['SN A1', 'SNA1', 'signs that look alike'],
    ['SNßA1', 'SN-A1', 'a German keyboard'],
    ['YQ186I', 'ZQ186I', 'a German keyboard'],
    ['SN)QÀ&', 'SN-A01', 'a French keyboard'],
    ["SN'A1", 'SN-A1', 'a Swiss keyboard'],
    ['SNáI', 'SN8I', 'a Czech keyboard'],
    ['SQ186I15902', 'Q186I15902', 'an identifier of the label'],
    [']C1Q186I15901', 'Q186I15901', 'an identifier of the label'],
    ['*Q186I15904*', 'Q186I15904', 'an identifier of the label'],
    ['S/N: Q186I15905', 'Q186I15905', 'an identifier of the label'],
    ['(21)Q186I15906', 'Q186I15906', 'an identifier of the label'],
    ['1S21CQS1WD002Q186I15903', 'Q186I15903', 'an identifier of the label'],
    ['#000186', '000186', 'an identifier of the label'],
    ['186', '000186', 'leading zeros'],
    ['Q186115901', 'Q186I15901', 'letters that look alike'],
    ['Q186I159O1', 'Q186I15901', 'letters that look alike'],
    ['АВ-17', 'AB-17', 'letters that look alike'],
  ])('entry %j, device %j: %s', (entry, device, difference) => {
    expect(nearInWords(['X0', entry, 'SN99'], device)).toEqual([{ serial: entry, difference }]);
  });

  it.each(['X1', 'Q186I15902', 'Q186I1590', 'SN'])('finds nothing for %j', (device) => {
    expect(new NearIndex(['Q186I15901', 'SN-A1', '1S21CQ']).near(device)).toEqual([]);
  });

  it.each([
    ['Q186I15941', 'SQ186I15941'],
    ['Q186I15941', ']C1Q186I15941'],
    ['Q186I15941', '*Q186I15941*'],
    ['Q186I15941', '1S21CQS1WD002Q186I15941'],
    ['Q186I15941', 'S/N: Q186I15941'],
    ['000186', '#000186'],
  ])('the identifier may stand in the device: entry %j, device %j', (entry, device) => {
    expect(nearInWords(['X0', entry, 'SN99'], device)).toEqual([{ serial: entry, difference: 'an identifier of the label' }]);
  });

  it('never names an entry for itself, and names the likeliest first', () => {
    const index = new NearIndex(['AB1', 'ab1', 'ABI', 'SAB1']);
    expect(index.near('AB1').map(({ serial }) => serial)).toEqual(['ab1', 'SAB1', 'ABI']);
  });

  it('finds what Caps Lock and an input method made of any serial number', () => {
    const serial = fc.string({ unit: fc.constantFrom(...Array.from('ABCxyz0189-')), minLength: 3, maxLength: 16 });
    const swapped = (text: string): string =>
      Array.from(text, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join('');
    const wide = (text: string): string => Array.from(text, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
    fc.assert(
      fc.property(serial, fc.constantFrom(swapped, wide), (device, change) => {
        const entry = change(device);
        fc.pre(entry !== device);
        expect(new NearIndex([entry]).near(device).map((match) => match.serial)).toEqual([entry]);
      }),
    );
  });
});
