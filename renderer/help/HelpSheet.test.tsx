import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGLISH } from '../../messages/words';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { deviceMessages } from '../registry/messages';
import { goTo } from '../store/screen';
import { scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { showWords } from '../text/shown-words';

/** Longer than a key must have stayed alone, ms. */
const ALONE_MS = 600;

describe('the help', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    act(() => {
      showWords(ENGLISH);
      goTo('scan');
    });
  });

  const open = async (scene: string): Promise<WindowUnderTest> => (opened = await openWindow(sceneNamed(scene)));
  const wait = (ms = ALONE_MS) => new Promise((done) => setTimeout(done, ms));
  const pressF1 = async (): Promise<void> => {
    await wait();
    const target = document.activeElement ?? document.body;
    const event = createEvent.keyDown(target, { key: 'F1' });
    Object.defineProperty(event, 'timeStamp', { value: performance.now() });
    fireEvent(target, event);
    await wait();
    await waitFor(() => expect(article()).toBeTruthy());
  };
  const help = () => screen.getByRole('dialog', { name: messages.help.title });
  const article = () => within(help()).getByRole('article');
  const heading = () => within(article()).getAllByRole('heading')[0]?.textContent;
  const press = async (name: string | RegExp): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await opened?.settle();
  };

  it('opens at the task of the screen, and gives the focus back', async () => {
    await open('idle');
    const field = screen.getByRole('textbox', { name: messages.names.operatorField });
    field.focus();
    await pressF1();
    expect(heading()).toBe('Start a scan');
    fireEvent.keyDown(help(), { key: 'Escape' });
    await wait(100);
    await opened?.settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it.each([
    ['scanning', 'While it runs'],
    ['finished', 'Read the result'],
    ['paired', 'Pair refused or unknown'],
    ['idleOffline', 'Broker or MES is down'],
  ])('of the scene %s it opens at "%s"', async (scene, title) => {
    await open(scene);
    await press(messages.help.title);
    await waitFor(() => expect(heading()).toBe(title));
  });

  it('opens at what lies over the screen, and leaves that open', async () => {
    await open('finished');
    await press(messages.pair.button.pair({ count: 20 }));
    await pressF1();
    expect(heading()).toBe('Pair');
    fireEvent.keyDown(help(), { key: 'Escape' });
    await wait(100);
    await opened?.settle();
    expect(screen.getByRole('dialog', { name: messages.pair.title.pair })).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await opened?.settle();
    await press(messages.names.history);
    fireEvent.click(screen.getByRole('tab', { name: messages.history.statistics }));
    await opened?.settle();
    await pressF1();
    expect(heading()).toBe('Statistics');
  });

  it('opens at the word of the device that is reviewed, and at what was scanned', async () => {
    const { console } = await open('finished');
    act(() => console.view.goTo(7));
    await pressF1();
    expect(heading()).toBe('A device does not answer');
    fireEvent.keyDown(help(), { key: 'Escape' });
    await wait(100);
    await scanKeys('Q999X00001');
    await pressF1();
    expect(heading()).toBe('A unit that is not in the scan');
    fireEvent.keyDown(help(), { key: 'Escape' });
    await opened?.settle();
    fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${deviceMessages.names.devices}`) }));
    await opened?.settle();
    await pressF1();
    expect(heading()).toBe('Devices');
  });

  it('is searched, walked through with the arrow keys, and its links lead on', async () => {
    await open('finished');
    await press(messages.help.title);
    await waitFor(() => expect(heading()).toBe('Read the result'));
    fireEvent.change(within(help()).getByRole('searchbox'), { target: { value: 'network cable light' } });
    await waitFor(() => expect(heading()).toBe('A device does not answer'));
    expect(within(help()).getAllByRole('option')).toHaveLength(1);
    fireEvent.change(within(help()).getByRole('searchbox'), { target: { value: 'zeppelin' } });
    await waitFor(() => expect(screen.getByText(messages.help.none)).toBeTruthy());
    fireEvent.change(within(help()).getByRole('searchbox'), { target: { value: '' } });
    fireEvent.click(within(help()).getByRole('option', { name: 'What each word means' }));
    await waitFor(() => expect(heading()).toBe('What each word means'));
    fireEvent.click(within(article()).getAllByRole('button', { name: 'A device does not answer' })[0] as Element);
    await waitFor(() => expect(heading()).toBe('A device does not answer'));
  });

  it('speaks the language of the window, and says where a guide is only there in English', async () => {
    const scene = sceneNamed('finished');
    const { settings } = scene.snapshot;
    const spoken = { ...settings, window: { ...settings.window, language: 'zh-Hant' as const } };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, settings: spoken } });
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-Hant'));
    await opened.settle();
    await press(messages.help.title);
    await waitFor(() => expect(heading()).toBe('看結果'));
    expect(article().lang).toBe('zh-Hant');
    fireEvent.click(within(help()).getByRole('option', { name: 'Evidence' }));
    await waitFor(() => expect(article().lang).toBe('en'));
    expect(help().textContent).toContain(messages.help.onlyEnglish);
  });

  it('shows words as words: nothing of a guide is markup', async () => {
    await open('finished');
    await press(messages.help.title);
    await waitFor(() => expect(article()).toBeTruthy());
    for (const { textContent } of within(help()).getAllByRole('option')) {
      fireEvent.click(within(help()).getByRole('option', { name: textContent ?? '' }));
      await waitFor(() => expect(heading()).toBe(textContent));
      expect(article().textContent).not.toMatch(/\*\*|&(?:amp|lt|quot|#39);|<a |\]\(/u);
    }
  });
});
