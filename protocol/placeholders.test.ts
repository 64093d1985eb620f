import { expect, it } from 'vitest';
import { isListed, PART_NAMES, PART_SERIALS } from './placeholders';

const LISTS = { PART_SERIALS, PART_NAMES };
const EXAMPLES = Object.entries(LISTS).flatMap(([name, list]) => list.map((entry) => [name, entry, list] as const));

it.each(EXAMPLES)('%s has %s with any digits, in any case, and not inside another text', (_name, entry, list) => {
  for (const digits of ['0', '7', '00', '123']) {
    const text = entry.replaceAll('#', digits);
    for (const form of [text, text.toUpperCase(), text.toLowerCase(), ` ${text} `]) expect(isListed(form, list)).toBe(true);
    for (const other of [`Q${text}`, `${text}Q`]) expect(isListed(other, list)).toBe(false);
  }
});

it.each(['Samsung', 'M471B5273DH0-CH9', 'WD-WCC1', '1A2B3C4D', '00A1F3', 'SN-A1', 'Kingston', '9905403-011.A01LF', '0x4A3B21'])(
  'takes %s for a name',
  (text) => {
    for (const list of Object.values(LISTS)) expect(isListed(text, list)).toBe(false);
  },
);

it('takes signs of a plant’s own entries as they are', () => {
  expect(isListed('(a+b)*[c].d|e\\f^g$h{2}?', ['(a+b)*[c].d|e\\f^g$h{2}?'])).toBe(true);
  expect(isListed('S/N-17.', ['S/N-#.'])).toBe(true);
  expect(isListed('S/N-17x', ['S/N-#.'])).toBe(false);
});
