import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ChartPoint } from '../../protocol/history';
import { messages } from '../messages';
import { scaleTop } from './scale-top';
import { ShareChart } from './ShareChart';

afterEach(cleanup);

const point = (day: string, failed: number, limits: readonly [number, number] | null): ChartPoint => ({
  day,
  judged: 127,
  failed,
  share: failed / 127,
  lower: limits?.[0] ?? null,
  upper: limits?.[1] ?? null,
});

it('speaks of a band only where there is one', () => {
  render(<ShareChart chart={{ mean: 17 / 127, points: [point('2026-11-30', 17, null)] }} />);
  const { chart, chartBand, chartNoBand } = messages.statistics;
  const said = () => screen.getByRole('region', { name: chart }).textContent;
  expect(said()).toContain(chartNoBand);
  expect(said()).not.toContain(chartBand);
  cleanup();
  const limits = [0.02, 0.2] as const;
  render(<ShareChart chart={{ mean: 0.1, points: [point('2026-11-29', 9, limits), point('2026-11-30', 17, limits)] }} />);
  expect(said()).toContain(chartBand);
  expect(said()).not.toContain(chartNoBand);
  expect(document.querySelectorAll('.chart-limits')).toHaveLength(1);
});

it('has a scale that ends at a round share', () => {
  render(<ShareChart chart={{ mean: 17 / 127, points: [point('2026-11-30', 17, null)] }} />);
  expect([...document.querySelectorAll('.chart-scale')].map(({ textContent }) => textContent)).toEqual(['15%', '0%']);
  expect([[], [0.019], [0.02], [0.134, 0.2], [0.81], [1]].map(scaleTop)).toEqual([0.02, 0.02, 0.05, 0.25, 1, 1]);
});
