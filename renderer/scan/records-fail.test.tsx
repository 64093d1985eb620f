import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

const WHY = 'Records cannot be saved: Have room made on the disk that holds them.';
const isDisabled = (button: HTMLElement): boolean => button.hasAttribute('disabled');

describe('while the records cannot be written', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const open = async (scene: string): Promise<WindowUnderTest> => {
    opened = await openWindow(sceneNamed(scene));
    return opened;
  };
  const fail = async (recordsFail: boolean): Promise<void> => {
    const { api, settle } = opened ?? (await open('finished'));
    const { connections } = sceneNamed('finished').snapshot;
    api.patch({ connections: { ...connections, recordsFail } });
    await settle();
  };
  const press = async (name: string | RegExp, inside: HTMLElement = document.body): Promise<void> => {
    const [button] = within(inside).getAllByRole('button', { name });
    if (button !== undefined) fireEvent.click(button);
    await opened?.settle();
  };
  const buttons = (name: string | RegExp): readonly boolean[] => screen.getAllByRole('button', { name }).map(isDisabled);

  it('no rescan is offered, neither of many nor of one, and the band says why', async () => {
    await open('finished');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'Q186I15812' } });
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
    await opened?.settle();
    expect(buttons(/^Rescan/)).toContain(false);
    await fail(true);
    expect(new Set(buttons(/^Rescan/))).toEqual(new Set([true]));
    expect(buttons('Save')).toEqual([true]);
    expect(screen.getByRole('heading', { name: 'Records cannot be saved' })).toBeDefined();
    await fail(false);
    expect(buttons(/^Rescan/)).toContain(false);
  });

  it('what a sheet offers cannot be pressed, and the sheet says why', async () => {
    const window = await open('finished');
    await press('Earlier operations');
    const dialog = screen.getByRole('dialog', { name: 'Earlier operations' });
    const [first] = within(dialog).getAllByRole('button', { name: /^Open / });
    if (first === undefined) throw new Error('no earlier operation');
    expect(isDisabled(first)).toBe(false);
    expect(within(dialog).queryByText(WHY)).toBeNull();
    await fail(true);
    expect(within(dialog).getByText(WHY)).toBeDefined();
    expect(isDisabled(first)).toBe(true);
    fireEvent.click(first);
    await window.settle();
    expect(window.api.calls.filter(({ name }) => name === 'operation.open')).toEqual([]);
  });

  it('the form of the next scan says why it cannot start', async () => {
    await open('idle');
    await fail(true);
    expect(buttons(/^Start/)).toEqual([true]);
    expect(screen.getByText(WHY)).toBeDefined();
  });

  it('is said once, also where the disk was known to be full before', async () => {
    const window = await open('finished');
    window.api.notice('error', [text('records.diskFull')]);
    await window.settle();
    window.api.notice('error', [text('notice.recordsWait', { why: [text('store.diskFull', { file: '/data/b.sqlite' })] })]);
    await window.settle();
    const said = screen.getAllByRole('alert').map(({ textContent }) => textContent);
    expect(said.filter((sentence) => sentence?.includes('is full'))).toEqual([
      expect.stringContaining('Free some space; nothing is acknowledged until it can be stored. Nothing is lost.'),
    ]);
  });
});
