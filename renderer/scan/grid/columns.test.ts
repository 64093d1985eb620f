import { assert as check, constant, constantFrom, integer, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, fitColumns, REASON_COLUMN, widthOfAll } from './columns';

const own = COLUMNS.map(({ width }) => width);
const widths = tuple(...COLUMNS.map(({ width, narrowest }) => oneof(constant(width), integer({ min: narrowest, max: 600 }))));

describe('the columns of the grid', () => {
  it('keep the reason in view, leave out the time at most, and keep a width that somebody chose', () => {
    check(
      property(widths, integer({ min: 300, max: 3_000 }), constantFrom(1, 1.25), (given, room, scale) => {
        const { widths: fitted, shown } = fitColumns(given, room, scale);
        expect(fitted).toHaveLength(shown);
        expect(shown).toBeGreaterThan(REASON_COLUMN);
        const upToReason = given.slice(0, REASON_COLUMN + 1);
        const asChosen = upToReason.some((width, at) => width !== own[at]);
        const inView = widthOfAll(fitted.slice(0, REASON_COLUMN + 1), scale) <= room;
        expect(inView || asChosen || room < 510 * scale).toBe(true);
        // The time goes where the reason could not be read beside it.
        expect(shown === COLUMNS.length || widthOfAll(given, scale) + 80 * scale > room).toBe(true);
        const chosen = given.flatMap((width, at) => (at < shown && width !== own[at] ? [at] : []));
        expect(chosen.map((at) => fitted[at])).toEqual(chosen.map((at) => given[at]));
      }),
    );
  });

  it('leave the reason more room where it would be cut short, and their own width where there is enough', () => {
    const { widths: close, shown } = fitColumns(own, 1_318, 1);
    expect(shown).toBe(COLUMNS.length);
    expect(widthOfAll(own, 1) - widthOfAll(close, 1)).toBeGreaterThanOrEqual(30);
    expect(close[REASON_COLUMN]).toBe(own[REASON_COLUMN]);
    expect(fitColumns(own, 900, 1).widths[REASON_COLUMN]).toBeGreaterThanOrEqual(240);
    expect(fitColumns(own, 1_872, 1).widths).toBe(own);
  });

  it.each([
    ['1366 px in large type, with the product', 1_298, 1.25, REASON_COLUMN + 3],
    ['1366 px beside a review, with the bars', 908, 1, REASON_COLUMN + 2],
    ['1366 px beside a review in large type, alone', 833, 1.25, REASON_COLUMN + 1],
    ['900 px, with the bars', 854, 1, REASON_COLUMN + 2],
    ['900 px in large type, alone', 828, 1.25, REASON_COLUMN + 1],
  ])('let a reason be read without scrolling sideways: %s', (_where, room, scale, inView) => {
    const { widths: fitted } = fitColumns(own, room, scale);
    expect(fitted[REASON_COLUMN]).toBeGreaterThanOrEqual(240);
    expect(widthOfAll(fitted.slice(0, inView), scale)).toBeLessThanOrEqual(room);
    expect(widthOfAll(fitted.slice(0, inView + 1), scale)).toBeGreaterThan(room);
  });
});
