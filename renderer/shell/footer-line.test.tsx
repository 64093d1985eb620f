import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGLISH } from '../../messages/words';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { showLanguage, showWords } from '../text/shown-words';

describe('the line at the bottom', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    act(() => showWords(ENGLISH));
  });

  const line = () => document.querySelector('.footer [aria-live]')?.textContent;

  it('says that devices are scanned again while they are, and then how the scan ended', async () => {
    opened = await openWindow(sceneNamed('finished'));
    const { api, console } = opened;
    const state = console.facts.getState();
    const session = state.kind === 'ready' ? state.facts.session : null;
    if (session === null) throw new Error('no scan is open');
    const ended = line();
    act(() => console.hint.say(messages.grid.rescanning({ count: 3 })));
    act(() => api.patch({ session: { ...session, phase: 'scanning' } }));
    await opened.settle();
    expect(line()).toBe('Rescanning 3 devices.');
    act(() => api.patch({ session }));
    await expect.poll(line, { timeout: 3_000 }).toBe(ended);
    expect(ended).toMatch(/^Closed /);
  });

  it('keeps no words of another language', async () => {
    opened = await openWindow(sceneNamed('scanning'));
    act(() => opened?.console.hint.say(messages.grid.rescanning({ count: 3 })));
    expect(line()).toBe('Rescanning 3 devices.');
    await act(() => showLanguage('zh-Hans'));
    await waitFor(() => expect(screen.getByRole('contentinfo').textContent).not.toContain('Rescanning'));
  });
});
