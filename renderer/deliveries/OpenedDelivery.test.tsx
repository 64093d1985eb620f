import { verbatim, text } from '../../protocol/texts/text';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { useDeliveryDrawer } from './drawer-state';

describe('an opened message', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    useDeliveryDrawer.getState().close();
    opened?.close();
  });

  const open = async (name: string, scene = 'offline', role: 'operator' | 'supervisor' | null = null) => {
    const base = sceneNamed(scene);
    const person = role === null ? null : { badge: '4711', name: 'Ines Moreau', role };
    opened = await openWindow({ ...base, snapshot: { ...base.snapshot, signIn: { required: role !== null, person } } });
    fireEvent.click(screen.getByRole('button', { name: /^Deliveries/ }));
    await opened.settle();
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }));
    await opened.settle();
    return opened;
  };
  const dialog = () => within(screen.getByRole('dialog'));
  const edits = (window: WindowUnderTest) => window.api.calls.filter(({ name }) => name === 'delivery.edit');

  it('shows what was sent, its key, every try and the answer', async () => {
    await open('Open Notification');
    expect(dialog().getByText(/status 400/)).toBeTruthy();
    expect(dialog().getByText(/unknown field \\"status\\"/)).toBeTruthy();
    expect(dialog().getByText('Idempotency key')).toBeTruthy();
    expect(dialog().getByText(/"status": "20 devices passed scanning"/)).toBeTruthy();
    fireEvent.click(dialog().getByRole('button', { name: 'All messages' }));
    await opened?.settle();
    expect(dialog().getByRole('list', { name: 'Outgoing' })).toBeTruthy();
  });

  it('a refused one is corrected as text, sent, and the new one is shown', async () => {
    const window = await open('Open Notification');
    fireEvent.click(dialog().getByRole('button', { name: 'Edit …' }));
    await window.settle();
    const field = dialog().getByRole('textbox', { name: 'Message as JSON' });
    const send = dialog().getByRole('button', { name: 'Send the edited message' });
    expect(send.hasAttribute('disabled')).toBe(true);
    fireEvent.change(field, { target: { value: '{"id":"1","status":"two passed"}' } });
    fireEvent.click(send);
    await window.settle();
    expect(edits(window).map(({ input }) => input)).toEqual([
      { key: expect.any(String) as string, change: { kind: 'body', body: '{"id":"1","status":"two passed"}' } },
    ]);
    expect(dialog().getByText('Queued')).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Deliveries/ }).textContent).not.toContain('problem');
  });

  it('a refusal of the correction is shown and nothing typed is lost', async () => {
    const window = await open('Open Notification');
    window.api.answers['delivery.edit'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'notAllowedNow', texts: verbatim('This is no notification: \u202e`id`: is missing.') },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Edit …' }));
    await window.settle();
    const field = dialog().getByRole<HTMLTextAreaElement>('textbox', { name: 'Message as JSON' });
    fireEvent.change(field, { target: { value: '{"status":"x"}' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Send the edited message' }));
    await window.settle();
    expect(dialog().getByRole('alert').textContent).toContain('\\u202e`id`: is missing.');
    expect(field.value).toBe('{"status":"x"}');
  });

  it('an operator is told who can edit it, a supervisor can', async () => {
    await open('Open Notification', 'offline', 'operator');
    expect(dialog().getByText('A supervisor can edit this message.')).toBeTruthy();
    expect(dialog().queryByRole('button', { name: 'Edit …' })).toBeNull();
    opened?.close();
    useDeliveryDrawer.getState().close();
    await open('Open Notification', 'offline', 'supervisor');
    expect(dialog().getByRole('button', { name: 'Edit …' })).toBeTruthy();
  });

  it('of a refused Pair serial numbers are taken out and put back, never all', async () => {
    const window = await open('Open Pair', 'refusedPair');
    fireEvent.click(dialog().getByRole('button', { name: 'Take out serial numbers …' }));
    await window.settle();
    const take = (name: string): void => {
      fireEvent.click(dialog().getByRole('button', { name }));
    };
    const send = () => dialog().getByRole('button', { name: 'Send the edited message' });
    for (const sn of ['Q186I15801', 'Q186I15802', 'Q186I15803']) take(`Take out ${sn}`);
    expect(send().hasAttribute('disabled')).toBe(true);
    take('Put back Q186I15801');
    fireEvent.click(send());
    await window.settle();
    expect(edits(window).map(({ input }) => input)).toEqual([
      { key: expect.any(String) as string, change: { kind: 'takeOut', serials: ['Q186I15802', 'Q186I15803'] } },
    ]);
  });

  const elsewhere = async (role: 'operator' | 'supervisor') => {
    const base = sceneNamed('offline');
    const problem = [text('delivery.otherAddress', { made: 'http://a', set: 'http://b' })];
    const deliveries = base.snapshot.deliveries.map((one) =>
      one.state === 'queued' ? { ...one, nextTryAt: null, problem } : one,
    );
    const signIn = { required: true, person: { badge: '4711', name: 'Ines Moreau', role } };
    opened = await openWindow({ ...base, snapshot: { ...base.snapshot, deliveries, signIn } });
    fireEvent.click(screen.getByRole('button', { name: /^Deliveries/ }));
    await opened.settle();
    return opened;
  };

  it('one that was made for another address is not sent by itself; an operator is told who can', async () => {
    await elsewhere('operator');
    expect(dialog().getByText(/^1 waiting message was made for http:\/\/a and is not sent/)).toBeTruthy();
    expect(dialog().getByText(/^Made for http:\/\/a; this console now sends to http:\/\/b\./)).toBeTruthy();
    expect(dialog().getByText('A supervisor can have them sent to the present address.')).toBeTruthy();
    expect(dialog().queryByRole('button', { name: 'Send now' })).toBeNull();
    expect(screen.getByRole('button', { name: /^Deliveries/ }).textContent).toContain('2 problems');
  });

  it('a supervisor is asked, and has all of them sent to the present address', async () => {
    const window = await elsewhere('supervisor');
    fireEvent.click(dialog().getByRole('button', { name: 'Send to the present address …' }));
    await window.settle();
    const asked = within(screen.getByRole('dialog', { name: 'Send to http://b?' }));
    expect(asked.getByText(/^1 message goes to http:\/\/b instead of http:\/\/a/)).toBeTruthy();
    fireEvent.click(asked.getByRole('button', { name: 'Send to the present address' }));
    await window.settle();
    expect(window.api.calls.filter(({ name }) => name === 'delivery.readdress').map(({ input }) => input)).toEqual([
      { made: 'http://a', set: 'http://b' },
    ]);
    expect(screen.queryByRole('dialog', { name: 'Send to http://b?' })).toBeNull();
    expect(dialog().queryByText(/was made for/)).toBeNull();
  });

  it('an accepted one is only looked at', async () => {
    await open('Open Scan log', 'finished');
    expect(dialog().queryByRole('button', { name: 'Edit …' })).toBeNull();
  });

  it('a list of which nobody knows, and whose scan is damaged, is settled with a reason', async () => {
    const base = sceneNamed('paired');
    const deliveries = base.snapshot.deliveries.map((one) =>
      one.state === 'unknown' ? { ...one, problem: [text('pair.recordsDamaged', { operation: 'op' })] } : one,
    );
    opened = await openWindow({ ...base, snapshot: { ...base.snapshot, deliveries } });
    fireEvent.click(screen.getByRole('button', { name: /^Deliveries/ }));
    await opened.settle();
    const [row] = dialog()
      .getAllByRole('listitem')
      .filter((one) => one.textContent.includes('damaged'));
    if (row === undefined) throw new Error('The list is not shown.');
    fireEvent.click(within(row).getByRole('button', { name: 'Open Pair' }));
    await opened.settle();
    fireEvent.click(screen.getByRole('button', { name: 'Settle …' }));
    await opened.settle();
    const sheet = within(screen.getByRole('dialog', { name: 'Settle this list' }));
    const settle = sheet.getByRole('button', { name: 'Settle' });
    fireEvent.click(sheet.getByRole('radio', { name: /^It was taken/ }));
    expect(settle.hasAttribute('disabled')).toBe(true);
    fireEvent.change(sheet.getByRole('textbox'), { target: { value: 'Asked the line' } });
    fireEvent.click(settle);
    await opened.settle();
    expect(opened.api.calls.filter(({ name }) => name === 'delivery.settle').map(({ input }) => input)).toEqual([
      { key: expect.any(String) as string, taken: true, reason: 'Asked the line' },
    ]);
    expect(screen.queryByRole('dialog', { name: 'Settle this list' })).toBeNull();
  });
});
