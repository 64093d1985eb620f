import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

let opened: WindowUnderTest;
afterEach(() => opened.close());

/** The one in front: a dialog stands behind all else in the page. */
const press = async (name: string, role: 'button' | 'menuitem' | 'tab' = 'button'): Promise<void> => {
  await act(async () => fireEvent.click(screen.getAllByRole(role, { name }).at(-1) ?? document.body));
  await opened.settle();
};

async function openHandover(): Promise<void> {
  await press(messages.names.history);
  await press('Handover', 'tab');
}

it('shows what the shift leaves, and opens an operation of it', async () => {
  opened = await openWindow(sceneNamed('finished'));
  await openHandover();
  const open = within(screen.getByRole('region', { name: 'Operations with something open' }));
  expect(open.getByText('18 not paired')).toBeTruthy();
  expect(screen.getByText(/Self-test.*no self-test in this shift/)).toBeTruthy();
  expect(screen.getByText(/2 of this shift, 5 in all/)).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Waived, cleared and settled in this shift' }).textContent).toContain(
    'label misprinted',
  );
  await press('Open BI-20261121-201130');
  expect(opened.api.calls.find(({ name }) => name === 'operation.open')?.input).toEqual({ operationId: 'BI-20261121-201130' });
});

it('is saved to print in the language of the window', async () => {
  opened = await openWindow(sceneNamed('finished'));
  await openHandover();
  await press(messages.report.save.title);
  await press(messages.report.save.pdf, 'menuitem');
  expect(opened.api.calls.find(({ name }) => name === 'report.handover')?.input).toEqual({ format: 'pdf', language: 'en' });
});
