import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

let window: WindowUnderTest;
afterEach(() => window.close());
const press = async (name: string): Promise<void> => {
  await act(async () => fireEvent.click(screen.getAllByRole('button', { name })[0] ?? document.body));
  await window.settle();
};

it('asks main for what is typed, and shows every attempt of the device that is chosen', async () => {
  window = await openWindow(sceneNamed('finished'));
  await press(messages.names.history);
  await act(async () =>
    fireEvent.change(screen.getByRole('searchbox', { name: messages.history.search }), { target: { value: 'Q186I15901' } }),
  );
  await act(async () => new Promise((done) => setTimeout(done, 250)));
  await window.settle();
  const asked = window.api.calls.filter(({ name }) => name === 'history.search').map(({ input }) => input);
  expect(asked.at(-1)).toMatchObject({ text: 'Q186I15901', reason: null, before: null });
  await press('Q186I15901');
  expect(window.api.calls.at(-1)).toEqual({ name: 'history.unit', input: { sn: 'Q186I15901' } });
  const attempts = within(screen.getByRole('list', { name: 'Q186I15901' })).getAllByRole('listitem');
  expect(attempts.map((line) => line.textContent.includes(messages.status.fail))).toEqual([false, false, true]);
});

it('says why statistics cannot be read', async () => {
  window = await openWindow(sceneNamed('finished'), (api) => {
    api.answers['statistics.read'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'notAllowed', texts: [{ code: 'verbatim', params: { text: 'Only for supervisors.' } }] },
    });
  });
  await press(messages.names.history);
  await act(async () => fireEvent.click(screen.getByRole('tab', { name: messages.history.statistics })));
  await window.settle();
  expect(
    screen
      .getAllByRole('alert')
      .map(({ textContent }) => textContent)
      .join(),
  ).toContain('Only for supervisors.');
});
