import { assert as check, constant, constantFrom, integer, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, fitColumns, REASON_COLUMN, widthOfAll } from './columns';

const own = COLUMNS.map(({ width }) => width);
const widths = tuple(...COLUMNS.map(({ width, narrowest }) => oneof(constant(width), integer({ min: narrowest, max: 600 }))));

describe('the columns of the grid', () => {
  it('change nothing that fits or cannot be helped, leave out the time at most, and keep a width that somebody chose', () => {
    check(
      property(widths, integer({ min: 300, max: 3_000 }), constantFrom(1, 1.25), (given, room, scale) => {
        const { widths: fitted, shown } = fitColumns(given, room, scale);
        expect(fitted).toHaveLength(shown);
        expect(shown).toBeGreaterThan(REASON_COLUMN);
        expect(widthOfAll(fitted, scale) <= room || fitted === given).toBe(true);
        expect(shown === COLUMNS.length || widthOfAll(given, scale) > room).toBe(true);
        const chosen = given.flatMap((width, at) => (at < shown && width !== own[at] ? [at] : []));
        expect(chosen.map((at) => fitted[at])).toEqual(chosen.map((at) => given[at]));
      }),
    );
  });

  it('leave the reason more room where it would be cut short, and their own width where there is enough', () => {
    const { widths: close, shown } = fitColumns(own, 1_318, 1);
    expect(shown).toBe(COLUMNS.length);
    expect(widthOfAll(own, 1) - widthOfAll(close, 1)).toBeGreaterThanOrEqual(40);
    expect(close[REASON_COLUMN]).toBe(own[REASON_COLUMN]);
    expect(fitColumns(own, 1_872, 1).widths).toBe(own);
  });

  it('fit a screen of 1366 px in large type, without the time', () => {
    const { shown, widths: fitted } = fitColumns(own, 1_298, 1.25);
    expect(shown).toBe(COLUMNS.length - 1);
    expect(widthOfAll(fitted, 1.25)).toBeLessThanOrEqual(1_298);
  });
});
