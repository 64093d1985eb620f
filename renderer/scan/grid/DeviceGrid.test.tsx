import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDevice } from '../../dev/made-devices';
import { sceneNamed } from '../../dev/scenes';
import { scanKeys } from '../../testing/scan-keys';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

describe('the grid', () => {
  let opened: WindowUnderTest;

  beforeEach(async () => {
    opened = await openWindow(sceneNamed('finished'));
  });

  afterEach(() => opened.close());

  const grid = (): HTMLElement => screen.getByRole('treegrid', { name: 'Devices' });
  const rowOf = (name: RegExp): HTMLElement => within(grid()).getByRole('row', { name });
  const shownSerials = (): (string | null)[] =>
    within(grid())
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent);
  const focused = (): Element => {
    if (document.activeElement === null) throw new Error('Nothing has the focus.');
    return document.activeElement;
  };
  const press = async (key: string, init: KeyboardEventInit = {}): Promise<void> => {
    fireEvent.keyDown(focused(), { key, ...init });
    await opened.settle();
  };
  const focusFirst = async (): Promise<void> => {
    const cell = within(grid()).getAllByRole('rowheader')[0];
    await act(async () => cell?.focus());
  };

  it('says that a code which came in pieces must be scanned again, and shows no other device beside it', async () => {
    await scanKeys('Q186I15804');
    await opened.settle();
    expect(screen.queryByRole('complementary', { name: 'Review' })).not.toBeNull();
    await scanKeys('Q186I15812', ['Enter'], null, { 1: 200, 2: 200 });
    await opened.settle();
    expect(screen.queryByRole('complementary', { name: 'Review' })).toBeNull();
    expect(screen.getByRole('alert', { name: 'Notices' }).textContent).toContain('a part of it may be missing. Scan it again.');
  });

  it('shows the worst first when the scan is closed, with its size for screen readers', () => {
    expect(shownSerials().slice(0, 4)).toEqual(['Q186I15804', 'Q186I15812', 'Q186I15817', 'Q186I15808']);
    expect(grid().getAttribute('aria-rowcount')).toBe('25');
    expect(rowOf(/Q186I15804/).getAttribute('aria-rowindex')).toBe('2');
  });

  it('has one tab stop, and arrow keys move it', async () => {
    await focusFirst();
    await press('ArrowDown');
    expect(focused().closest('[role="row"]')).toBe(rowOf(/Q186I15812/));
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await press('Home');
    expect(focused().getAttribute('aria-colindex')).toBe('1');
    await press('End');
    expect(focused().getAttribute('aria-colindex')).toBe('8');
    await press('End', { ctrlKey: true });
    expect(focused().closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('25');
    await press('Home', { ctrlKey: true });
    expect(focused().closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('opens a device to its interfaces with the wrong octets marked, and closes it', async () => {
    await focusFirst();
    await press('ArrowDown');
    await press('ArrowRight');
    expect(rowOf(/Q186I15812/).getAttribute('aria-expanded')).toBe('true');
    const line = within(grid())
      .getAllByRole('row')
      .find((row) => row.getAttribute('aria-level') === '2' && row.textContent?.includes('Foreign'));
    expect(line?.textContent).toContain('enp5s0');
    expect([...(line?.querySelectorAll('mark') ?? [])].map(({ textContent }) => textContent)).toEqual(['03', '01']);
    await press('ArrowLeft');
    expect(rowOf(/Q186I15812/).getAttribute('aria-expanded')).toBe('false');
  });

  it('ticks with Space, all shown with Ctrl+A, and reviews with Enter', async () => {
    await focusFirst();
    await press(' ');
    // A key that a code may begin with waits for a moment.
    expect(await screen.findByRole('button', { name: 'Rescan selected (1)' })).toBeDefined();
    await press('a', { ctrlKey: true });
    expect(screen.getByRole('button', { name: 'Rescan selected (24)' })).toBeDefined();
    await press('Enter');
    expect(
      within(screen.getByRole('complementary', { name: 'Review' })).getByRole('heading', { name: 'Q186I15804' }),
    ).toBeDefined();
    await press('Escape');
    expect(screen.queryByRole('complementary', { name: 'Review' })).toBeNull();
  });

  it('copies the focused cell', async () => {
    await focusFirst();
    const copied: string[] = [];
    const clipboardData = { setData: (_type: string, text: string) => copied.push(text) };
    fireEvent.copy(focused(), { clipboardData });
    // The first press opens the device, the second moves on.
    await press('ArrowRight');
    await press('ArrowRight');
    fireEvent.copy(focused(), { clipboardData });
    expect(copied).toEqual(['Q186I15804', 'Fail']);
  });

  it('sorts by a pressed header, says so, and changes a width by keyboard', async () => {
    const header = within(grid()).getByRole('columnheader', { name: /Serial/ });
    fireEvent.click(header);
    await opened.settle();
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    expect(shownSerials()[0]).toBe('Q186I15801');
    const before = grid().style.getPropertyValue('--columns');
    await act(async () => header.focus());
    await press('ArrowRight', { shiftKey: true });
    const widths = (columns: string): number[] => columns.split(' ').map((width) => Number.parseInt(width, 10));
    expect(widths(grid().style.getPropertyValue('--columns'))[1]).toBe((widths(before)[1] ?? 0) + 16);
  });

  it('changes one row in place while the focus stays where it is', async () => {
    await focusFirst();
    await press('ArrowDown');
    const before = focused();
    opened.api.patch({ devices: [makeDevice(11, { status: 'pass', change: { at: 5 } }).row] });
    await opened.settle();
    expect(focused()).toBe(before);
    expect(rowOf(/Q186I15812/).textContent).toContain('Pass');
    expect(shownSerials()[1]).toBe('Q186I15812');
    expect(screen.getByRole('button', { name: /Sort again/ }).textContent).toContain('1 out of order');
  });

  it('narrows to a pressed tile, and back', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'No answer 1' }));
    await opened.settle();
    expect(shownSerials()).toEqual(['Q186I15808']);
    fireEvent.click(screen.getByRole('button', { name: 'Expected 24' }));
    await opened.settle();
    expect(grid().getAttribute('aria-rowcount')).toBe('25');
  });

  const scan = async (code: string): Promise<void> => {
    await scanKeys(code);
    await opened.settle();
  };

  const band = () => within(screen.getByRole('region', { name: 'Scan' }));

  it('goes to a scanned serial number from anywhere, and says largest that a unit is not on the list', async () => {
    await scan('Q186I15820');
    expect(
      within(screen.getByRole('complementary', { name: 'Review' })).getByRole('heading', { name: 'Q186I15820' }),
    ).toBeDefined();
    expect(focused().closest('[role="row"]')).toBe(rowOf(/Q186I15820/));
    await scan('X999000111');
    expect(band().getByRole('heading').textContent).toBe('Not on the list');
    expect(band().getByRole('alert').textContent).toContain('X999000111 is not in this scan.');
    // No verdict of the device before stays beside it.
    expect(screen.queryByRole('complementary', { name: 'Review' })).toBeNull();
    await scan('Q186I15820');
    expect(band().queryByRole('alert')).toBeNull();
    expect(screen.getByRole('complementary', { name: 'Review' })).toBeDefined();
  });

  it('names the device that was meant when a label is misread, and goes to it only when asked', async () => {
    await scan('Q186I1582O');
    expect(band().getByRole('heading').textContent).toBe('Not on the list');
    const near = band().getByRole('button', { name: 'Did you mean Q186I15820' });
    expect(screen.queryByRole('complementary', { name: 'Review' })).toBeNull();
    fireEvent.click(near);
    await opened.settle();
    expect(band().queryByRole('alert')).toBeNull();
    expect(focused().closest('[role="row"]')).toBe(rowOf(/Q186I15820/));
  });

  it('takes no part of a label for the whole, which a person may type', async () => {
    await scan('I15820');
    expect(screen.getByRole('heading', { name: 'Not on the list' })).toBeDefined();
    const search = screen.getByRole('searchbox');
    fireEvent.change(search, { target: { value: 'I15820' } });
    fireEvent.keyDown(search, { key: 'Enter' });
    fireEvent.keyUp(search, { key: 'Enter' });
    await opened.settle();
    expect(focused().closest('[role="row"]')).toBe(rowOf(/Q186I15820/));
  });

  it.each([
    ['4006381333931', 'an article number (EAN)'],
    ['e0:18:7d:2e:ca:68', 'a MAC address'],
    ['https://maker.example/p/17', 'a web address'],
    ['To be filled by O.E.M.', 'a placeholder'],
    ['Q186I15820;900-1', 'holds several fields'],
  ])('names what %s is', async (code, what) => {
    await scan(code);
    expect(band().getByRole('heading').textContent).toBe('Not a serial number');
    expect(band().getByRole('alert').textContent).toContain(what);
  });

  it('keeps a badge and an operation number for the next scan', async () => {
    await scan('OP-0815');
    await scan('WO-88');
    expect(opened.console.draft.getState()).toMatchObject({ operatorId: 'OP-0815', operationId: 'WO-88' });
    expect(screen.queryByText('Not on the list')).toBeNull();
  });

  it('shows hostile text written out, never as it is', async () => {
    opened.close();
    opened = await openWindow(sceneNamed('long'));
    const row = rowOf(/SN\\u202e/);
    expect(row.textContent).toContain('\\u202e\\u0000<b>x</b>');
    expect(row.textContent).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(row.querySelector('b b')).toBeNull();
  });
});
