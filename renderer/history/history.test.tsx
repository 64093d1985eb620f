import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { scriptedHistory } from '../dev/scripted-history';
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
  const { calls } = window.api;
  const asked = () => calls.filter(({ name }) => name === 'history.search').map(({ input }) => input);
  await expect.poll(() => asked().at(-1)).toMatchObject({ text: 'Q186I15901', reason: null, before: null });
  await window.settle();
  await press('Q186I15901');
  expect(window.api.calls.at(-1)).toEqual({ name: 'history.unit', input: { sn: 'Q186I15901' } });
  const attempts = within(screen.getByRole('list', { name: 'Q186I15901' })).getAllByRole('listitem');
  expect(attempts.map((line) => line.textContent.includes(messages.status.fail))).toEqual([false, false, true]);
});

it('shows all older operations page by page, and begins again when something else is looked for', async () => {
  // Of one operation each, which is quicker.
  const PAGES = 12;
  const OLDEST = 1_001 - (PAGES - 1);
  const { 'history.search': search } = scriptedHistory(() => undefined);
  window = await openWindow(sceneNamed('finished'), (api) => {
    api.answers['history.search'] = (input) => {
      const reply = search(input);
      if (!reply.ok) return reply;
      const { operations } = reply.value;
      return { ok: true, value: { ...reply.value, operations: operations.slice(0, 1), more: (input.before ?? 1_001) > OLDEST } };
    };
  });
  await press(messages.names.history);
  const lines = () => within(screen.getByRole('list', { name: messages.history.title })).getAllByRole('listitem').length;
  for (let page = 1; page < PAGES; page += 1) {
    expect(lines()).toBe(page);
    await press(messages.history.more);
  }
  expect(lines()).toBe(PAGES);
  expect(screen.queryByRole('button', { name: messages.history.more })).toBeNull();
  const asked = window.api.calls.flatMap((call) => (call.name === 'history.search' ? [call.input] : []));
  expect(asked.at(-1)).toMatchObject({ before: OLDEST, limit: 50 });
  await act(async () =>
    fireEvent.change(screen.getByRole('searchbox', { name: messages.history.search }), { target: { value: '4711' } }),
  );
  await expect.poll(lines).toBe(1);
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

it('says what was removed: statistics rest on what is kept', async () => {
  window = await openWindow(sceneNamed('finished'), (api) => {
    const read = scriptedHistory(() => undefined)['statistics.read'];
    api.answers['statistics.read'] = (question) => {
      const answer = read(question);
      return answer.ok
        ? { ...answer, value: { ...answer.value, removed: { scans: 1, until: Date.UTC(2026, 9, 3, 12) } } }
        : answer;
    };
  });
  await press(messages.names.history);
  await act(async () => fireEvent.click(screen.getByRole('tab', { name: messages.history.statistics })));
  await window.settle();
  expect(screen.getByText(/^1 scan begun until 3 Oct 2026 was removed from the records\./)).toBeTruthy();
});
