import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosterInWords } from '../testing/rosters';

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
        const { serials: read, problems: named, notes, columns } = rosterInWords(roster);
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
        const { serials: read } = rosterInWords(roster);
        const quoted = read.map((sn) => `"${sn.replaceAll('"', '""')}"`);
        expect(rosterInWords(['sn', ...quoted].join('\n'))).toMatchObject({ serials: read, problems: [] });
      }),
    );
  });
});
