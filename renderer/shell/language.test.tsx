import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import hans from '../../messages/zh-Hans.json';
import hant from '../../messages/zh-Hant.json';
import { ENGLISH } from '../../messages/words';
import { LANGUAGE_NAMES } from '../../protocol/languages';
import { text } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { showLanguage, showWords } from '../text/shown-words';

let open: WindowUnderTest | undefined;

afterEach(() => {
  open?.close();
  act(() => showWords(ENGLISH));
});

async function openScene(name: string): Promise<WindowUnderTest> {
  open = await openWindow(sceneNamed(name));
  return open;
}

async function choose(language: keyof typeof LANGUAGE_NAMES): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: messages.names.language }));
  await open?.settle();
  fireEvent.click(screen.getByRole('menuitemradio', { name: LANGUAGE_NAMES[language] }));
  await open?.settle();
}

describe('the language of the window', () => {
  it('is switched in the header, at once, with what main had said before, and kept for the station', async () => {
    const { api } = await openScene('finished');
    act(() => api.notice('warning', [text('notice.nobodyListens')]));
    expect(screen.getByRole('alert').textContent).toContain('No agent is listening');
    await choose('zh-Hant');
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-Hant'));
    expect(screen.getByRole('button', { name: hant.window.names.settings })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain(hant['notice.nobodyListens']);
    expect(screen.getByRole('treegrid').textContent).toContain(hant.window.status.fail);
    await choose('zh-Hans');
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-Hans'));
    expect(screen.getByRole('alert').textContent).toContain(hans['notice.nobodyListens']);
    expect(api.calls.filter(({ name }) => name === 'window.look').map(({ input }) => input)).toEqual(
      ['zh-Hant', 'zh-Hans'].map((language) => ({ theme: 'system', size: 'normal', language })),
    );
  });

  it('can be chosen before anybody has signed in', async () => {
    await openScene('signIn');
    const dialog = screen.getByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: messages.names.language }));
    await open?.settle();
    fireEvent.click(screen.getByRole('menuitemradio', { name: LANGUAGE_NAMES['zh-Hant'] }));
    await open?.settle();
    await waitFor(() => expect(screen.getByRole('dialog', { name: hant.window.people.signIn })).toBeTruthy());
  });

  it('is the last that was chosen, whichever was read first', async () => {
    await act(() => Promise.all([showLanguage('zh-Hans'), showLanguage('zh-Hant')]));
    expect(messages.names.settings).toBe(hant.window.names.settings);
    await act(() => Promise.all([showLanguage('zh-Hans'), showLanguage('en')]));
    expect(messages.names.settings).toBe('Settings');
    expect(document.documentElement.lang).toBe('en');
  });
});
