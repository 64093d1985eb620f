import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SerialIndex } from './serial-index';

describe('the index of serial numbers', () => {
  const index = new SerialIndex(['Q186I15801', 'A-15801-B', '15801', 'X15801', '15801X', '', 'q15']);

  it('finds the whole first, then the begin, then the end, then what is inside', () => {
    expect(index.find('15801', 10)).toEqual({ places: [2, 4, 0, 3, 1], total: 5 });
  });

  it('does not look at the case, and finds nothing for nothing', () => {
    expect(index.find('Q15', 10)).toEqual({ places: [6], total: 1 });
    expect(index.find('', 10)).toEqual({ places: [], total: 0 });
    expect(index.find('801\nA', 10)).toEqual({ places: [], total: 0 });
    expect(new SerialIndex([]).find('A', 10)).toEqual({ places: [], total: 0 });
  });

  it('counts all, and names only the best', () => {
    expect(index.find('15', 2)).toEqual({ places: [2, 4], total: 6 });
  });

  it('finds exactly those that contain the text, whatever they are', () => {
    const serials = fc.array(fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'B', '0', ' ', '\n') }), { maxLength: 30 });
    fc.assert(
      fc.property(serials, fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'B', '0', ' ') }), (list, text) => {
        const { places, total } = new SerialIndex(list).find(text, 100);
        const expected = list.flatMap((serial, place) =>
          serial.replaceAll('\n', ' ').toUpperCase().includes(text.toUpperCase()) ? [place] : [],
        );
        expect(places.toSorted((a, b) => a - b)).toEqual(expected);
        expect(total).toBe(expected.length);
      }),
    );
  });
});
