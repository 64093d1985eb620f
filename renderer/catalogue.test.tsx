import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pseudoWords } from '../messages/testing/pseudo';
import { ENGLISH } from '../messages/words';
import { sceneNamed } from './dev/scenes';
import { messages } from './messages';
import { openWindow, type WindowUnderTest } from './testing/window-under-test';
import { withoutBrackets } from './testing/without-brackets';
import { showWords } from './text/shown-words';

/** Every word of the window comes from its catalogue: in the pseudo-locale each stands in brackets, save what came from outside. */
describe('the words of the window', () => {
  let opened: WindowUnderTest;

  beforeEach(() => act(() => showWords(pseudoWords())));
  afterEach(() => {
    opened.close();
    act(() => showWords(ENGLISH));
  });

  const open = async (scene: string): Promise<void> => {
    opened = await openWindow(sceneNamed(scene));
  };
  const click = async (element: Element): Promise<void> => {
    fireEvent.click(element);
    await opened.settle();
  };
  const press = (name: string): Promise<void> => {
    const found = screen
      .getAllByRole('button')
      .find((button) => (button.getAttribute('aria-label') ?? button.textContent).includes(name));
    if (found === undefined) throw new Error(`no button ${name}`);
    return click(found);
  };
  const everyTab = async (): Promise<string[]> => {
    const seen: string[] = [];
    for (const { textContent } of screen.getAllByRole('tab')) {
      const tab = screen.getAllByRole('tab').find((one) => one.textContent === textContent);
      if (tab !== undefined) await click(tab);
      seen.push(...withoutBrackets(document.body));
    }
    return seen;
  };

  it.each([
    'idle',
    'idleOffline',
    'scanning',
    'finished',
    'everything',
    'refusedPair',
    'offline',
    'earlier',
    'firstStart',
    'signIn',
  ])('come from the catalogue: %s', async (scene) => {
    await open(scene);
    expect(withoutBrackets(document.body)).toEqual([]);
  });

  it('come from the catalogue in the settings', async () => {
    await open('finished');
    await press(messages.names.settings);
    expect(await everyTab()).toEqual([]);
  });

  it('come from the catalogue in history, health and deliveries', async () => {
    await open('offline');
    await press(messages.names.history);
    expect(await everyTab()).toEqual([]);
    await press(messages.names.close);
    await press(messages.names.deliveries);
    expect(await everyTab()).toEqual([]);
    await press(messages.names.close);
    await press(messages.names.health);
    expect(withoutBrackets(document.body)).toEqual([]);
  });

  it('come from the catalogue in the review and on the Pair sheet', async () => {
    await open('finished');
    await click(screen.getAllByRole('rowheader')[1] ?? document.body);
    expect(withoutBrackets(document.body)).toEqual([]);
    await press(messages.pair.button.pair({ count: 20 }));
    expect(withoutBrackets(document.body)).toEqual([]);
  });

  it('come from the catalogue in the device registry', async () => {
    await open('finished');
    const devices = screen.getAllByRole('radio').find((radio) => radio.textContent.includes(messages.registry.names.devices));
    await click(devices ?? document.body);
    expect(withoutBrackets(document.body)).toEqual([]);
    await click(screen.getAllByRole('rowheader')[0] ?? document.body);
    expect(await everyTab()).toEqual([]);
  });
});
