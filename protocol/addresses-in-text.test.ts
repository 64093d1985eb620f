import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressesInText } from './addresses-in-text';

/** Ids, digests and times have as many hexadecimal digits as addresses, and are none. */

const isKnown = (vendor: string): boolean => vendor === 'e0187d';
const hex = (length: number) =>
  fc.string({ unit: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)), minLength: length, maxLength: length });
/** Within a word, what begins as a known address may be one. */
const apart = (word: string): string => word.replaceAll('e0187d', 'e0187c');

it('a longer word of hexadecimal digits is no address', () => {
  const word = fc.integer({ min: 13, max: 64 }).chain(hex);
  fc.assert(
    fc.property(word, fc.boolean(), (digits, isLarge) => {
      fc.pre(![16, 40].includes(digits.length));
      const text = apart(digits);
      expect(addressesInText(isLarge ? text.toUpperCase() : text, 'anything', isKnown)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('a uuid, a time and a number of a label are no addresses', () => {
  const label = fc
    .tuple(fc.constantFrom('SN', 'X', 'WO', 'LOT'), hex(12), fc.constantFrom('G', 'ZZ', 'W1'))
    .map((parts) => apart(parts.join('')));
  const one = fc.oneof(
    fc.uuid(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => String(date.getTime())),
    label,
  );
  fc.assert(
    fc.property(one, (text) => {
      expect(addressesInText(text, 'anything', isKnown)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it('an address of a known vendor is found with any sign between its octets, and glued to letters', () => {
  const rest = fc.tuple(hex(2), hex(2), hex(2)).filter((octets) => octets.join('') !== '000000');
  const written = fc.constantFrom<(octets: readonly string[]) => string>(
    ...[':', '-', '.', '_', '/', ',', ';', '|', ' ', '\n'].map((sign) => (octets: readonly string[]) => octets.join(sign)),
    (octets) => `MAC${octets.join('').toUpperCase()}`,
    (octets) => `${octets.join('')}h`,
    (octets) => `enp3s0${octets.join('')}`,
    (octets) => octets.map((octet) => `\\x${octet}`).join(''),
    (octets) => octets.join('&#58;'),
    (octets) => octets.map((octet) => octet.replace(/^0/, '')).join(':'),
  );
  fc.assert(
    fc.property(rest, written, (octets, write) => {
      const all = ['e0', '18', '7d', ...octets];
      expect(addressesInText(write(all), 'anything', isKnown)).toEqual([all.join(':')]);
    }),
    { numRuns: 500 },
  );
});
