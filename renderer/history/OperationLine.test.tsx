import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ENGLISH } from '../../messages/words';
import type { HistoryLine } from '../../protocol/history';
import { showLanguage, showWords } from '../text/shown-words';
import { OperationLine } from './OperationLine';

const LINE: HistoryLine = {
  position: 1,
  operationId: 'BI-20261130-214502',
  startedAt: Date.UTC(2026, 10, 30, 21, 45),
  closedAt: Date.UTC(2026, 10, 30, 21, 46),
  operatorId: '4711',
  station: null,
  devices: { noAnswer: 1, conflict: 2, pass: 20, fail: 3, notRegistered: 4, couldNotCheck: 5, waived: 6 },
  guests: 0,
  onHold: 0,
  leftOver: { target: 'pair', notPaired: 3, refused: 2, unknown: 0 },
  undelivered: 0,
};

afterEach(() => {
  cleanup();
  act(() => showWords(ENGLISH));
});

const said = (): string => {
  render(<OperationLine line={LINE}>{null}</OperationLine>);
  return screen.getByRole('article').textContent;
};

it('has the counts in the order of the tiles', () => {
  said();
  const counts = [...document.querySelectorAll('.history-counts > span')].map(({ textContent }) => textContent);
  expect(counts.map((text) => Number(text.split(' ').at(-1)))).toEqual([20, 3, 6, 5, 4, 2, 1]);
});

it('separates what is left over as the language does', async () => {
  expect(said()).toContain('3 not paired, 2 ');
  cleanup();
  await act(async () => showLanguage('zh-Hant'));
  expect(said()).toContain('3 台未配對、2 台');
});
