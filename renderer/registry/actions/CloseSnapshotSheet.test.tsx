import { verbatim } from '../../../protocol/texts/text';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { madePage, madeRow } from '../../dev/made-registry';
import { sceneNamed } from '../../dev/scenes';
import { deviceMessages } from '../messages';
import { scanKeys } from '../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';
import { goTo } from '../../store/screen';

/** The simulated page is slow where other work keeps the few cores busy. */
const PATIENT = { timeout: 20_000 };

describe('closing a Snapshot that waits for events', () => {
  let opened: WindowUnderTest;
  const [open] = madePage(madeRow(0)).openSnapshots;

  const openSheet = async (): Promise<void> => {
    opened = await openWindow(sceneNamed('idle'), (api) => {
      api.answers['registry.openSnapshots'] = () => ({ ok: true, value: open === undefined ? [] : [open] });
    });
    await act(async () => goTo('devices'));
    await opened.settle();
    fireEvent.click(await screen.findByRole('button', { name: /^1 waiting/ }, PATIENT));
    await opened.settle();
    fireEvent.click(await dialog('Waiting for events').findByRole('button', { name: deviceMessages.closing.action }, PATIENT));
    await opened.settle();
  };

  afterEach(() => {
    act(() => goTo('scan'));
    opened.close();
  });

  const dialog = (name: string) => within(screen.getByRole('dialog', { name }));
  const sheet = () => dialog('Close the Snapshot');
  const reason = (): HTMLElement => sheet().getByRole('textbox', { name: 'Why the missing events will not come' });
  const confirm = (): HTMLElement => sheet().getByRole('button', { name: 'Close the Snapshot' });
  const type = async (text: string): Promise<void> => {
    fireEvent.change(reason(), { target: { value: text } });
    await opened.settle();
  };
  const asked = () => opened.api.calls.filter(({ name }) => name === 'registry.closeSnapshot').map(({ input }) => input);

  it('needs a reason, sends it, says that it is done and closes', async () => {
    await openSheet();
    for (const text of ['', '  ', ' x ']) {
      await type(text);
      expect(confirm()).toHaveProperty('disabled', true);
    }
    await type('The disk is broken');
    fireEvent.click(confirm());
    await opened.settle();
    expect(asked()).toEqual([{ snapshot: 'open-1', reason: 'The disk is broken' }]);
    expect(screen.queryByRole('dialog', { name: 'Close the Snapshot' })).toBeNull();
    expect(opened.console.hint.store.getState().text).toBe('The Snapshot is closed.');
  });

  it('shows why it is refused, and keeps the reason', async () => {
    await openSheet();
    const sentence = 'This Snapshot is closed already.';
    opened.api.answers['registry.closeSnapshot'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'refused', texts: verbatim(sentence) },
    });
    await type('The disk is broken');
    fireEvent.click(confirm());
    await opened.settle();
    expect(sheet().getByText(sentence)).toBeDefined();
    expect(reason()).toHaveProperty('value', 'The disk is broken');
  });

  it('takes no scan into the reason', async () => {
    await openSheet();
    await type('The disk is broken');
    reason().focus();
    for (const code of ['Q186I15901', '53190001']) await scanKeys(code);
    await opened.settle();
    expect(reason()).toHaveProperty('value', 'The disk is broken');
    expect(asked()).toEqual([]);
    expect(screen.getByRole('dialog', { name: 'Close the Snapshot' })).toBeDefined();
  });
});
