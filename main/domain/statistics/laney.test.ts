import { expect, it } from 'vitest';
import { laneyChart } from './laney';

it('draws limits as wide as the days vary', () => {
  const chart = laneyChart([
    { day: '1', judged: 1_000, failed: 20 },
    { day: '2', judged: 1_000, failed: 60 },
    { day: '3', judged: 1_000, failed: 40 },
  ]);
  // By hand: p 0.04, σ √(0.04 · 0.96 / 1000) = 0.0061968; z −3.2275, 3.2275, 0; moves 6.4550, 3.2275; σz 4.8412 / 1.128 = 4.2919.
  expect(chart.mean).toBeCloseTo(0.04, 10);
  expect(chart.points.map(({ share }) => share)).toEqual([0.02, 0.06, 0.04]);
  for (const { lower, upper } of chart.points) {
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(0.04 + 3 * 0.0061968 * 4.2919, 4);
  }
});

it('says no limits of one day, and none beyond 0 and 1 where nothing or everything failed', () => {
  expect(laneyChart([{ day: '1', judged: 9, failed: 1 }]).points).toMatchObject([{ lower: null, upper: null }]);
  const none = { judged: 5, failed: 0 };
  expect(
    laneyChart([
      { day: '1', ...none },
      { day: '2', ...none },
    ]).points,
  ).toMatchObject([
    { lower: 0, upper: 0 },
    { lower: 0, upper: 0 },
  ]);
  expect(laneyChart([{ day: '1', judged: 0, failed: 0 }])).toEqual({ mean: null, points: [] });
});
