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
        const helped = widthOfAll(given, scale) > room && widthOfAll(fitted, scale) <= room;
        expect(helped || fitted === given).toBe(true);
        const chosen = given.flatMap((width, at) => (at < shown && width !== own[at] ? [at] : []));
        expect(chosen.map((at) => fitted[at])).toEqual(chosen.map((at) => given[at]));
      }),
    );
  });

  it('fit a screen of 1366 px in large type, without the time', () => {
    const { shown, widths: fitted } = fitColumns(own, 1_308, 1.25);
    expect(shown).toBe(COLUMNS.length - 1);
    expect(widthOfAll(fitted, 1.25)).toBeLessThanOrEqual(1_308);
  });
});
