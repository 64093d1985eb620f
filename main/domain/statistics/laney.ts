import type { ChartPoint } from '../../../protocol/history';

/** Of two values that follow each other: what the mean of their distance is, in standard deviations. */
const MEAN_RANGE_OF_TWO = 1.128;

interface Sample {
  readonly day: string;
  readonly judged: number;
  readonly failed: number;
}

/**
 * Laney's p′ chart of the share that failed: limits are as wide as the days really vary, not only as chance alone would have it, which
 * with thousands of devices a day would call nearly every day out of control.
 */
export function laneyChart(samples: readonly Sample[]): { readonly mean: number | null; readonly points: ChartPoint[] } {
  const days = samples.filter(({ judged }) => judged > 0);
  const judged = days.reduce((sum, day) => sum + day.judged, 0);
  const mean = judged === 0 ? null : days.reduce((sum, day) => sum + day.failed, 0) / judged;
  const deviations = days.map((day) => Math.sqrt(((mean ?? 0) * (1 - (mean ?? 0))) / day.judged));
  const spread = spreadOf(days.map(({ failed, judged: n }, index) => distance(failed / n - (mean ?? 0), deviations[index] ?? 0)));
  const points = days.map((day, index) => {
    const half = spread === null ? null : 3 * (deviations[index] ?? 0) * spread;
    return {
      ...day,
      share: day.failed / day.judged,
      lower: half === null || mean === null ? null : Math.max(0, mean - half),
      upper: half === null || mean === null ? null : Math.min(1, mean + half),
    };
  });
  return { mean, points };
}

/** In standard deviations; where nothing varies, none. */
function distance(from: number, deviation: number): number {
  return deviation === 0 ? 0 : from / deviation;
}

/** How much more the days vary than chance; null for fewer than two. */
function spreadOf(distances: readonly number[]): number | null {
  if (distances.length < 2) return null;
  const moves = distances.slice(1).map((value, index) => Math.abs(value - (distances[index] ?? 0)));
  return moves.reduce((sum, move) => sum + move, 0) / moves.length / MEAN_RANGE_OF_TWO;
}
