import { expect, it } from 'vitest';
import { offsetsOf } from './statistics-service';

const DAY_MS = 86_400_000;

it('finds when local time changes, to the millisecond', () => {
  const [spring, autumn] = [1_000 * DAY_MS + 3_600_000, 1_210 * DAY_MS + 3_600_000];
  const offsetAt = (at: number): number => (at >= spring && at < autumn ? 120 : 60);
  expect(offsetsOf(offsetAt, 900 * DAY_MS, 1_300 * DAY_MS)).toEqual([
    { since: 900 * DAY_MS, ms: 3_600_000 },
    { since: spring, ms: 7_200_000 },
    { since: autumn, ms: 3_600_000 },
  ]);
  expect(offsetsOf(() => 480, 0, 1_000 * DAY_MS)).toEqual([{ since: 0, ms: 28_800_000 }]);
});
