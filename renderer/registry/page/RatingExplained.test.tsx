import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RateResult } from '../../../protocol/registry/rating';
import { madePage, madeRow } from '../../dev/made-registry';
import { RatingExplained } from './RatingExplained';

describe('how a rating is explained', () => {
  afterEach(cleanup);

  const page = madePage(madeRow(0));
  const show = (change: Partial<RateResult>): void => {
    const { ratingDetails } = page;
    if (ratingDetails === null) throw new Error('The made device has no rating.');
    render(
      <RatingExplained page={{ ...page, ratingDetails: { ...ratingDetails, result: { ...ratingDetails.result, ...change } } }} />,
    );
  };
  const equation = (): string => document.querySelector('.equation')?.textContent ?? '';
  const grades: NonNullable<RateResult['grades']> = {
    rates: [
      { kind: 'workbench', appearance: { grade: 'A', bias: 0.3 }, functionality: { grade: 'B', bias: -0.5 } },
      { kind: 'app', appearance: { grade: 'C', bias: -0.2 }, functionality: { grade: null, bias: 0 } },
    ],
    appearanceBias: 0.05,
    functionalityBias: -0.5,
  };

  it('with an app beside the Workbench: what each graded, and the means that were added', () => {
    show({ grades });
    const lines = within(screen.getByRole('region', { name: 'Graded by' })).getAllByRole('row');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      'Graded byAppearanceFunctionality',
      'Workbenchgrade A, +0.30grade B, −0.50',
      'Appgrade C, −0.20not graded',
      'Mean+0.05−0.50',
    ]);
    expect(equation()).toContain('+0.05');
    expect(equation()).toContain('−0.50');
    expect(equation().match(/mean of the grades below/g)).toHaveLength(2);
  });

  it('without one: the grades of the Workbench alone', () => {
    show({});
    expect(screen.queryByRole('region', { name: 'Graded by' })).toBeNull();
    expect(equation()).not.toContain('mean of the grades');
  });
});
