import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sceneNamed, type Scene } from '../dev/scenes';
import { messages } from '../messages';
import { runAct } from '../store/acts';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

const idle = sceneNamed('idle');
const practising: Scene = { ...idle, snapshot: { ...idle.snapshot, practice: { roster: ['SIM000001', 'SIM000002'] } } };
const { steps } = messages.tour;
let opened: WindowUnderTest | undefined;
afterEach(() => opened?.close());

const card = () => screen.queryByRole('complementary', { name: new RegExp(`^${messages.tour.step({ index: 1, count: 5 })[0]}`) });
const says = (text: string) => waitFor(() => expect(document.querySelector('.tour')?.textContent).toContain(text));

it('is offered in practice only', async () => {
  opened = await openWindow(idle);
  expect(runAct('tour')).toBe(false);
});

it('goes from the list to Pair, on by itself when the scan starts, and is left at any time', async () => {
  opened = await openWindow(practising);
  act(() => void runAct('tour'));
  await says(steps.list);
  expect(card()).not.toBeNull();
  expect(document.activeElement?.textContent).toBe(messages.tour.next);
  fireEvent.click(screen.getByRole('button', { name: messages.tour.next }));
  await says(steps.start);
  fireEvent.click(screen.getByRole('button', { name: /^Start scan/ }));
  await opened.settle();
  await says(steps.result);
  fireEvent.click(screen.getByRole('button', { name: messages.tour.next }));
  await says(steps.review);
  fireEvent.click(screen.getByRole('button', { name: messages.tour.next }));
  await says(steps.pair);
  fireEvent.click(screen.getByRole('button', { name: messages.tour.done }));
  await opened.settle();
  expect(document.querySelector('.tour')).toBeNull();
  act(() => void runAct('tour'));
  await waitFor(() => expect(document.querySelector('.tour')).not.toBeNull());
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await opened.settle();
  expect(document.querySelector('.tour')).toBeNull();
});
