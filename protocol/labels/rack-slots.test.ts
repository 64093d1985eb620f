import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings';
import { numberedRows, rowsInText, rowsOfText, slotFault, slotNames, slotOfCode } from './rack-slots';

describe('the slots of a new rack', () => {
  it.each([
    [
      2,
      3,
      'letters',
      [
        ['A1', 'A2', 'A3'],
        ['B1', 'B2', 'B3'],
      ],
    ],
    [
      2,
      2,
      'numbers',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
  ] as const)('%i rows of %i by %s', (rows, columns, naming, names) => {
    expect(numberedRows(rows, columns, naming)).toEqual(names);
  });

  it('go on with two letters behind Z', () => {
    expect(numberedRows(28, 1, 'letters').slice(24).flat()).toEqual(['Y1', 'Z1', 'AA1', 'AB1']);
  });

  it('never share a name, however many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom('letters', 'numbers'),
        (...of) => {
          expect(slotFault(numberedRows(...of))).toBeNull();
        },
      ),
    );
  });
});

describe('rows as a person writes them', () => {
  it('are read with blanks, commas or tabs between; empty lines are none, and - is no slot', () => {
    expect(rowsOfText(' A1 A2,A3\n\n-\tB2;B3\r\n')).toEqual([
      ['A1', 'A2', 'A3'],
      [null, 'B2', 'B3'],
    ]);
  });

  it('are read as they were written, whatever the names', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._/]{1,8}$/);
    const rows = fc.array(fc.array(fc.option(name, { nil: null }), { minLength: 1, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (some) => {
        expect(rowsOfText(rowsInText(some))).toEqual(some);
      }),
    );
  });

  it.each([
    ['', 'none', ''],
    ['- -', 'none', ''],
    ['A1 A2 a1', 'twice', 'a1'],
    [Array.from({ length: 101 }, (_, index) => index).join(' '), 'rowTooLong', ''],
    [
      numberedRows(101, 10, 'letters')
        .map((row) => row.join(' '))
        .join('\n'),
      'tooMany',
      '',
    ],
    [`A1 ${'x'.repeat(25)}`, 'nameTooLong', 'x'.repeat(25)],
  ])('%#: what is wrong with them has a name', (text, kind, name) => {
    expect(slotFault(rowsOfText(text))).toEqual({ kind, name });
  });
});

describe('a scanned code', () => {
  const rows = [
    ['A1', 'A2', null],
    ['AA2', '12', 'left/3'],
  ];
  const found = (code: string, labels = DEFAULT_SETTINGS.labels) => slotOfCode(code, rows, labels);

  it.each([
    ['A2', 'A2'],
    ['a2', 'A2'],
    [']C1A2', 'A2'],
    ['*A2*', 'A2'],
    ['SLOT-A2', 'A2'],
    ['slot-aa2', 'AA2'],
    ['SLOT 12', '12'],
    ['SLOT-R7/left/3', 'left/3'],
  ])('%s names the slot %s', (code, slot) => {
    expect(found(code)?.slot).toBe(slot);
  });

  it.each(['Q186A2', 'R7-A2', 'Q186I15901', '', 'OP-4711'])('%s is no slot label', (code) => {
    expect(found(code)).toBeNull();
  });

  it('may fit a pattern and name no slot of this rack', () => {
    expect(found('SLOT-C9')).toEqual({ slot: null, code: 'SLOT-C9' });
    // The end of another name is no name.
    expect(found('SLOT-XA2')).toEqual({ slot: null, code: 'SLOT-XA2' });
  });

  it('is told by the pattern that the plant has set', () => {
    expect(found('R7-A2', { ...DEFAULT_SETTINGS.labels, slot: ['R#-*'] })?.slot).toBe('A2');
  });

  it('every slot is found by its own label', () => {
    const many = numberedRows(12, 12, 'letters');
    for (const name of slotNames(many)) expect(slotOfCode(`SLOT-${name}`, many, DEFAULT_SETTINGS.labels)?.slot).toBe(name);
  });
});
