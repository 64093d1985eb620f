import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftStart } from './shift-times';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const at = (text: string): number => Date.parse(text);
const TAIPEI = (): number => 8 * 60;
/** Summer time ends in Berlin on 25 October 2026 at 01:00 UTC. */
const berlin = (moment: number): number => (moment < at('2026-10-25T01:00:00Z') ? 120 : 60);

describe('when a shift began', () => {
  it.each([
    ['in the middle of one', '2026-12-01T10:00:00+08:00', '2026-12-01T06:00:00+08:00'],
    ['to the minute', '2026-12-01T14:00:00+08:00', '2026-12-01T14:00:00+08:00'],
    ['a moment before', '2026-12-01T13:59:59+08:00', '2026-12-01T06:00:00+08:00'],
    ['after midnight, of the evening before', '2026-12-01T02:00:00+08:00', '2026-11-30T22:00:00+08:00'],
  ])('%s', (_name, now, began) => {
    expect(shiftStart(at(now), ['22:00', '06:00', '14:00'], TAIPEI)).toBe(at(began));
  });

  it('is midnight where no shift is named', () => {
    expect(shiftStart(at('2026-12-01T10:00:00+08:00'), [], TAIPEI)).toBe(at('2026-12-01T00:00:00+08:00'));
  });

  it('is told by the clock of that moment, also where summer time ended since', () => {
    expect(shiftStart(at('2026-10-25T05:00:00+01:00'), ['22:00', '06:00'], berlin)).toBe(at('2026-10-24T22:00:00+02:00'));
  });

  it('is never later than now, and no more than a day and an hour before', () => {
    const times = fc.array(
      fc.tuple(fc.nat(23), fc.nat(59)).map((pair) => pair.map((part) => String(part).padStart(2, '0')).join(':')),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(times, fc.integer({ min: at('2026-10-20T00:00:00Z'), max: at('2026-10-30T00:00:00Z') }), (starts, now) => {
        const began = shiftStart(now, starts, berlin);
        expect(began).toBeLessThanOrEqual(now);
        expect(now - began).toBeLessThanOrEqual(25 * HOUR_MS);
        expect(shiftStart(began, starts, berlin)).toBe(began);
      }),
    );
  });
});
