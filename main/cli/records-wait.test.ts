import { afterEach, expect, it, vi } from 'vitest';
import { recordsGivenUp } from './records-wait';

afterEach(() => vi.restoreAllMocks());

/** After how many seconds records are given up that fail in these seconds; null where they are not within two minutes. */
function givenUpAfter(scanS: number, fail: (second: number) => boolean): number | null {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now * 1_000);
  const isGivenUp = recordsGivenUp(scanS * 1_000);
  for (now = 0; now < 120; now += 1) if (isGivenUp(fail(now))) return now;
  return null;
}

it.each([
  { what: 'until the time of the scan is over', scanS: 60, fail: (second: number) => second >= 2, after: 60 },
  { what: 'for 15 s where that is over before', scanS: 10, fail: (second: number) => second >= 8, after: 23 },
  { what: 'as long where they seem to work for a moment', scanS: 10, fail: (second: number) => second % 3 !== 0, after: 16 },
  { what: 'anew once they worked again', scanS: 10, fail: (second: number) => second < 10 || second >= 30, after: 45 },
  { what: 'while they work', scanS: 10, fail: () => false, after: null },
])('records that fail are waited for: $what', ({ scanS, fail, after }) => {
  expect(givenUpAfter(scanS, fail)).toBe(after);
});
