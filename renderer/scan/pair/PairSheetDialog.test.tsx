import { verbatim } from '../../../protocol/texts/text';
import type { DeliveryKey } from '../../../protocol/ids';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { messages } from '../../messages';
import { scanKeys } from '../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

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
    const goes = within(dialog().getByRole('region', { name: 'Will be paired (20)' }));
    expect(goes.getAllByRole('listitem')).toHaveLength(20);
    const stays = within(dialog().getByRole('region', { name: 'Not paired (4)' }));
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
    expect(confirmed(window)).toEqual([{ operation: 'BI-20261121-214502', digest: '4f3a9c0d77e120' }]);
    const sent = within(dialog().getByRole('region', { name: 'Already sent (20)' }));
    expect(sent.getAllByText('Queued')).toHaveLength(20);
    expect(dialog().queryByRole('button', { name: /^Send 20/ })).toBeNull();
  });

  it('says of what was sent that it is being sent, while it is: in the sheet and on each line', async () => {
    const window = await open('finished', 'Pair 20 devices');
    fireEvent.click(dialog().getByRole('button', { name: 'Send 20 devices to Pair' }));
    await window.settle();
    const sent = within(dialog().getByRole('region', { name: 'Already sent (20)' }));
    expect(sent.getByText('20 queued')).toBeDefined();
    const [known] = sceneNamed('finished').snapshot.deliveries;
    const row = window.api.rows.find(({ status }) => status === 'pass');
    if (known === undefined || row === undefined) throw new Error('The scene has no message, or no device that passed.');
    const goes = { ...known, key: 'pair-9' as DeliveryKey, kind: 'pair' as const, state: 'sending' as const };
    act(() => window.api.patch({ deliveries: [goes], devices: [{ ...row, pair: 'queued' }] }));
    await window.settle();
    expect(sent.getByText('20 sending')).toBeDefined();
    expect(sent.queryByText('Queued')).toBeNull();
    expect(sent.getAllByText('Sending …')).toHaveLength(20);
    const line = within(screen.getByRole('row', { name: new RegExp(row.sn, 'u') }));
    expect(line.getByText('Sending …')).toBeDefined();
    act(() => window.console.view.goTo(window.api.rows.findIndex(({ id }) => id === row.id)));
    await window.settle();
    expect(document.querySelector('.review .verdict-pair')?.textContent).toContain('Sending …');
    act(() => window.api.patch({ deliveries: [{ ...goes, state: 'queued' }] }));
    await window.settle();
    expect(line.getByText('Queued')).toBeDefined();
  });

  it('sends nothing when the list changed meanwhile, and says so', async () => {
    const window = await open('finished', 'Pair 20 devices');
    window.api.answers['pair.confirm'] = () => ({
      ok: false,
      error: {
        kind: 'failed',
        code: 'digestChanged',
        texts: verbatim('The list has changed since you saw it. Nothing was sent.'),
      },
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

  it('keeps what Pair refused apart, in red, until a person settles it with a reason', async () => {
    const window = await open('refused', 'Settle 1 device');
    expect(screen.getByRole('heading', { name: '28 paired, 1 refused' })).toBeDefined();
    const part = () => dialog().queryByRole('region', { name: 'Not taken: needs a decision (1)' });
    expect(part()?.textContent).toContain('Q186I15818Pair refusedPair refused it: already paired in BI-20261120-061533.');
    expect(dialog().getByRole('region', { name: 'Will be paired (0)' })).toBeDefined();
    expect(dialog().queryByRole('button', { name: /^Send/ })).toBeNull();
    fireEvent.click(dialog().getByRole('button', { name: 'Settle Q186I15818' }));
    await window.settle();
    const settling = within(screen.getByRole('dialog', { name: 'Settle a device that Pair did not take' }));
    const confirm = () => settling.getByRole('button', { name: 'Settle' });
    fireEvent.change(settling.getByRole('textbox', { name: 'Reason' }), { target: { value: 'Paired by hand' } });
    await window.settle();
    expect(confirm()).toHaveProperty('disabled', true);
    fireEvent.click(settling.getByRole('radio', { name: messages.pair.settle.as.done }));
    await window.settle();
    fireEvent.click(confirm());
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'pair.settle')?.input).toEqual({
      operation: 'BI-20261121-214502',
      ids: ['Q186I15818'],
      as: 'done',
      reason: 'Paired by hand',
    });
    expect(part()).toBeNull();
  });

  it('shows a refused device in red beside the others that passed', async () => {
    opened = await openWindow(sceneNamed('refused'));
    const row = screen.getByRole('row', { name: /Q186I15818/ });
    expect(row.className).toContain('bad');
    expect(row.className).toContain('refused');
    // It stands first, and the band names it until it is settled.
    expect(screen.getAllByRole('row')[1]).toBe(row);
    const band = screen.getByRole('region', { name: 'Scan' });
    expect(band.querySelector('.unsettled')?.textContent).toContain('Q186I15818');
    expect(within(band).getByRole('button', { name: 'Settle 1 device' }).className).toContain('settle');
    expect(row.textContent).toContain('Pair refused');
    expect(row.textContent).toContain('already paired in BI-20261120-061533');
    expect(screen.getByRole('button', { name: 'Pair refused 1' }).dataset['loud']).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Deliveries 1 problem' }));
    await opened.settle();
    expect(screen.getByRole('article', { name: 'Pair' }).textContent).toContain('1 serial number not taken: Q186I15818');
  });

  it('asks of what may have been taken whether it was, and not what was mended', async () => {
    const window = await open('paired', 'Settle 4 devices');
    const part = within(dialog().getByRole('region', { name: 'Not known whether taken: ask the factory (2)' }));
    fireEvent.click(part.getByRole('button', { name: 'Settle all …' }));
    await window.settle();
    const settling = within(screen.getByRole('dialog', { name: 'Settle 2 devices that may have been taken' }));
    expect(settling.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
      'It was paired',
      'It was not paired: offer it again',
    ]);
    expect(settling.getByText('Whom you asked and what they found, in a few words')).toBeDefined();
    fireEvent.change(settling.getByRole('textbox', { name: 'Reason' }), { target: { value: 'MES has both as paired' } });
    fireEvent.click(settling.getByRole('radio', { name: 'It was paired' }));
    await window.settle();
    fireEvent.click(settling.getByRole('button', { name: 'Settle' }));
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'pair.settle')?.input).toMatchObject({
      as: 'done',
      reason: 'MES has both as paired',
    });
    // Nothing of that list is open any more: it would be refused to send it again.
    expect(dialog().getAllByText(/MES has both as paired/)).toHaveLength(2);
    expect(dialog().queryByText(/uses the same key/)).toBeNull();
    expect(dialog().queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('has a button that looks as inactive as it is where nothing can be paired', async () => {
    opened = await openWindow(sceneNamed('renamed'));
    const button = screen.getByRole('button', { name: 'Nothing to pair' });
    expect(button.className).toContain('no-pair');
    expect(button.className).not.toContain('primary');
    fireEvent.click(button);
    await opened.settle();
    expect(dialog().getByRole('region', { name: 'Not paired (24)' })).toBeDefined();
  });

  it('tells accepted, rejected and unknown apart, and sends an unknown one again under the same key', async () => {
    const window = await open('paired', 'Settle 4 devices');
    // Who is in doubt is not said to be refused: offered again, it may be taken twice.
    const names = ['Not known whether taken: ask the factory (2)', 'Not taken: needs a decision (2)'];
    const outcomes = names.map((name) =>
      within(dialog().getByRole('region', { name })).getAllByText(/^Pair (?:unknown|refused)$/),
    );
    expect(outcomes.map((badges) => badges.map(({ textContent }) => textContent))).toEqual([
      ['Pair unknown', 'Pair unknown'],
      ['Pair refused', 'Pair refused'],
    ]);
    const sent = within(dialog().getByRole('region', { name: 'Already sent (8)' }));
    expect(sent.getByText('2 unknown · 2 refused · 4 paired')).toBeDefined();
    expect(sent.getAllByRole('listitem')[0]?.textContent).toContain('Unknown');
    expect(sent.getByText(/uses the same key/)).toBeDefined();
    fireEvent.click(sent.getByRole('button', { name: 'Send again' }));
    await window.settle();
    expect(window.api.calls.find(({ name }) => name === 'delivery.retry')?.input).toEqual({ key: 'pair-2' });
  });
});
