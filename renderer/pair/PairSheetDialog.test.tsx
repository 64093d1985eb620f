import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { scanKeys } from '../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

describe('the Pair sheet', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const open = async (scene: string, button: string | RegExp): Promise<WindowUnderTest> => {
    opened = await openWindow(sceneNamed(scene));
    fireEvent.click(screen.getByRole('button', { name: button }));
    await opened.settle();
    return opened;
  };
  const dialog = () => within(screen.getByRole('dialog', { name: 'Pair' }));
  const confirmed = (window: WindowUnderTest) =>
    window.api.calls.filter(({ name }) => name === 'pair.confirm').map(({ input }) => input);

  it('is out of reach while a scan runs', async () => {
    opened = await openWindow(sceneNamed('scanning'));
    expect(screen.queryByRole('button', { name: /^Pair/ })).toBeNull();
    expect(opened.api.calls.some(({ name }) => name === 'pair.sheet')).toBe(false);
  });

  it('shows what goes, and what stays with why', async () => {
    await open('finished', 'Pair 20 devices');
    const goes = within(dialog().getByRole('region', { name: 'Goes (20)' }));
    expect(goes.getAllByRole('listitem')).toHaveLength(20);
    const stays = within(dialog().getByRole('region', { name: 'Stays here (4)' }));
    expect(stays.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
      'Q186I15808Did not answer before the scan ended.',
    );
  });

  it('sends exactly the list that was shown, once, and shows what becomes of it', async () => {
    const window = await open('finished', 'Pair 20 devices');
    const button = dialog().getByRole('button', { name: 'Send 20 devices to Pair' });
    fireEvent.click(button);
    fireEvent.click(button);
    await window.settle();
    expect(confirmed(window)).toEqual([{ digest: '4f3a9c0d77e120' }]);
    const sent = within(dialog().getByRole('region', { name: 'Sent before (20)' }));
    expect(sent.getAllByText('Queued')).toHaveLength(20);
    expect(dialog().queryByRole('button', { name: /^Send 20/ })).toBeNull();
  });

  it('sends nothing when the list changed meanwhile, and says so', async () => {
    const window = await open('finished', 'Pair 20 devices');
    window.api.answers['pair.confirm'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'digestChanged', sentence: 'The list has changed since you saw it. Nothing was sent.' },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Send 20 devices to Pair' }));
    await window.settle();
    expect(dialog().getByRole('alert').textContent).toContain('Nothing was sent.');
  });

  it('is not confirmed by a barcode scan', async () => {
    const window = await open('finished', 'Pair 20 devices');
    await act(async () => dialog().getByRole('button', { name: 'Send 20 devices to Pair' }).focus());
    await scanKeys('Q186I15901');
    await window.settle();
    expect(confirmed(window)).toEqual([]);
  });

  it('tells accepted, rejected and unknown apart, and sends an unknown one again under the same key', async () => {
    const window = await open('paired', 'Pair 12 devices');
    const sent = within(dialog().getByRole('region', { name: 'Sent before (8)' }));
    expect(sent.getByText('2 unknown · 2 rejected · 4 accepted')).toBeDefined();
    expect(sent.getAllByRole('listitem')[0]?.textContent).toContain('Unknown');
    expect(sent.getByText(/uses the same key/)).toBeDefined();
    fireEvent.click(sent.getByRole('button', { name: 'Send again' }));
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'delivery.retry')?.input).toEqual({ key: 'pair-2' });
  });
});
