import { createEvent, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed, type Scene } from '../dev/scenes';
import { messages } from '../messages';
import { deviceMessages } from '../registry/messages';
import { goTo, useScreen } from '../store/screen';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { scanKeys } from '../testing/scan-keys';

/** Longer than a key must have stayed alone, ms. */
const ALONE_MS = 600;

describe('the palette', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    goTo('scan');
  });

  const wait = (ms = ALONE_MS) => new Promise((done) => setTimeout(done, ms));
  const press = async (key: string, more: { ctrlKey?: boolean } = {}): Promise<void> => {
    const target = document.activeElement ?? document.body;
    const event = createEvent.keyDown(target, { key, ...more });
    Object.defineProperty(event, 'timeStamp', { value: performance.now() });
    fireEvent(target, event);
    await opened?.settle();
  };
  const open = async (scene: string | Scene): Promise<WindowUnderTest> => {
    opened = await openWindow(typeof scene === 'string' ? sceneNamed(scene) : scene);
    await wait();
    await press('k', { ctrlKey: true });
    return opened;
  };
  const field = () => screen.getByRole('combobox', { name: messages.palette.field });
  const find = async (text: string): Promise<void> => {
    fireEvent.change(field(), { target: { value: text } });
    await opened?.settle();
  };
  const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
  const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;
  const isOpen = () => screen.queryByRole('dialog', { name: messages.palette.title }) !== null;
  const calls = (name: string) => opened?.api.calls.filter((call) => call.name === name) ?? [];

  it('opens with Ctrl+K from a text field, and Escape gives the focus back', async () => {
    opened = await openWindow(sceneNamed('finished'));
    const search = screen.getByRole('searchbox', { name: messages.names.search });
    search.focus();
    await wait();
    await press('k', { ctrlKey: true });
    expect(document.activeElement).toBe(field());
    await press('Escape');
    await wait(100);
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(search);
  });

  it('is a combobox: the field keeps the focus, and says which line is chosen', async () => {
    await open('finished');
    const list = screen.getByRole('listbox', { name: messages.palette.title });
    expect(field().getAttribute('aria-controls')).toBe(list.id);
    expect(active()).toContain(messages.pair.button.pair({ count: 20 }));
    await press('ArrowDown');
    expect(active()).toContain(messages.review.nextProblem);
    await press('ArrowUp');
    await press('ArrowUp');
    expect(active()).toBe(options().at(-1));
    expect(screen.getAllByRole('option', { selected: true })).toHaveLength(1);
    expect(document.activeElement).toBe(field());
  });

  it('goes to the device whose serial number was typed', async () => {
    const { console } = await open('finished');
    await find('15812');
    expect(active()).toContain('Q186I15812');
    await wait();
    await press('Enter');
    await wait(100);
    expect(isOpen()).toBe(false);
    const { reviewed } = console.view.store.getState();
    expect(reviewed === null ? undefined : console.rows.row(reviewed)?.sn).toBe('Q186I15812');
  });

  it('draws 50 lines at most, and says how many there are', async () => {
    await open('registered');
    const { console } = opened ?? {};
    expect(console?.rows.size).toBeGreaterThan(0);
    await find('Q');
    expect(options().length).toBeLessThanOrEqual(50);
  });

  it('finds operations and devices of the registry as main answers', async () => {
    await open('finished');
    await find('BI');
    await wait(300);
    await opened?.settle();
    expect(calls('history.search').at(-1)?.input).toMatchObject({ text: 'BI', limit: 8 });
    const operations = within(screen.getByRole('group', { name: new RegExp(`^${messages.palette.groups.operation}`) }));
    fireEvent.click(operations.getAllByRole('option')[0] as Element);
    await wait(100);
    await opened?.settle();
    expect(calls('operation.open')).toHaveLength(1);
  });

  it('opens the list for Pair, and sends nothing', async () => {
    await open('finished');
    await find(messages.pair.title.pair);
    await wait();
    await press('Enter');
    await wait(100);
    await opened?.settle();
    expect(screen.getByRole('dialog', { name: messages.pair.title.pair })).toBeTruthy();
    expect(calls('pair.confirm')).toHaveLength(0);
  });

  it('offers nothing that its button would not do', async () => {
    await open('scanning');
    expect(options().join('\n')).not.toContain(messages.names.exportLog);
    expect(options().join('\n')).not.toContain(messages.names.newScan);
    expect(options().join('\n')).toContain(messages.names.finish);
  });

  it('what does something at once waits for an Enter that comes alone', async () => {
    await open('scanning');
    await find(messages.names.finish);
    await press('w');
    await press('Enter');
    await wait();
    expect(calls('scan.finish')).toHaveLength(0);
    expect(screen.getByText(messages.palette.again)).toBeTruthy();
    await wait();
    await press('Enter');
    expect(calls('scan.finish')).toHaveLength(0);
    await wait();
    await opened?.settle();
    expect(calls('scan.finish')).toHaveLength(1);
  });

  it('a scan is searched for, and never acts, not even one that names an act', async () => {
    await open('scanning');
    await scanKeys('Q186I15812');
    await opened?.settle();
    expect(field()).toHaveProperty('value', 'Q186I15812');
    expect(active()).toContain('Q186I15812');
    await wait();
    expect(isOpen()).toBe(true);
    await find('');
    await scanKeys(messages.names.finish);
    await wait();
    await opened?.settle();
    expect(isOpen()).toBe(true);
    expect(calls('scan.finish')).toHaveLength(0);
  });

  it('too short a code to be told from typing does not act either', async () => {
    await open('scanning');
    await find(messages.names.finish);
    await scanKeys('a', ['Enter']);
    await wait();
    expect(isOpen()).toBe(true);
    expect(calls('scan.finish')).toHaveLength(0);
  });

  it('a scanner that sends Ctrl+K inside a code does not open it', async () => {
    opened = await openWindow(sceneNamed('finished'));
    for (const key of ['Q', '1', '8', '6']) await press(key);
    await press('k', { ctrlKey: true });
    expect(isOpen()).toBe(false);
  });

  it('leads from another screen to the scan, and back to the registry', async () => {
    const { console } = await open('finished');
    await find(deviceMessages.names.devices);
    await wait();
    await press('Enter');
    await wait(100);
    expect(useScreen.getState().screen).toBe('devices');
    await opened?.settle();
    await press('k', { ctrlKey: true });
    await find('15811');
    await wait();
    await press('Enter');
    await wait(100);
    await opened?.settle();
    expect(useScreen.getState().screen).toBe('scan');
    expect(console.view.store.getState().reviewed).not.toBeNull();
  });

  it('says when there is nothing of that name', async () => {
    await open('finished');
    await find('no such thing at all');
    expect(screen.getByText(messages.palette.none)).toBeTruthy();
    expect(field().getAttribute('aria-expanded')).toBe('false');
  });
});
