import { createEvent, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { KEYS } from '../keys/key-table';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { scanKeys } from '../testing/scan-keys';

/** Longer than a key must have stayed alone, ms. */
const ALONE_MS = 600;

describe('keys of the window', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  const open = async (scene: string): Promise<WindowUnderTest> => (opened = await openWindow(sceneNamed(scene)));
  const wait = (ms = ALONE_MS) => new Promise((done) => setTimeout(done, ms));
  /** As a person presses a key: alone. */
  const press = async (key: string, more: { ctrlKey?: boolean; shiftKey?: boolean } = {}, on?: Element): Promise<void> => {
    await wait();
    const target = on ?? document.activeElement ?? document.body;
    const event = createEvent.keyDown(target, { key, ...more });
    Object.defineProperty(event, 'timeStamp', { value: performance.now() });
    fireEvent(target, event);
    await wait();
    await opened?.settle();
  };
  const sheet = () => screen.queryByRole('dialog', { name: messages.keySheet.title });
  const pairSheet = () => screen.queryByRole('dialog', { name: messages.pair.title.pair });

  it('? lists every key of the screen that is shown, and Escape gives the focus back', async () => {
    await open('finished');
    const search = screen.getByRole('searchbox', { name: messages.names.search });
    const newScan = screen.getByRole('button', { name: messages.names.newScan });
    newScan.focus();
    await press('?', { shiftKey: true });
    const dialog = sheet();
    if (dialog === null) throw new Error('There is no list of keys.');
    const grid = within(dialog).getByRole('region', { name: messages.keySheet.places.grid });
    expect(grid.querySelectorAll('dt')).toHaveLength(KEYS.grid.length);
    const anywhere = within(dialog).getByRole('region', { name: messages.keySheet.everywhere });
    expect(anywhere.textContent).toContain(`F8${messages.pair.button.pair({ count: 20 })}`);
    expect(anywhere.textContent).toContain(`F2${messages.names.newScan}`);
    expect(anywhere.textContent).not.toContain('F9');
    fireEvent.keyDown(dialog, { key: 'Escape' });
    await opened?.settle();
    await wait(100);
    expect(sheet()).toBeNull();
    expect(document.activeElement).toBe(newScan);
    search.focus();
    await press('?', { shiftKey: true });
    expect(sheet()).toBeNull();
    await press('F1', { shiftKey: true });
    expect(sheet()).not.toBeNull();
  });

  it('F8 opens the list for Pair, from a text field, too, and sends nothing', async () => {
    const { api } = await open('finished');
    screen.getByRole('searchbox', { name: messages.names.search }).focus();
    await press('F8');
    expect(pairSheet()).not.toBeNull();
    expect(api.calls.some(({ name }) => name === 'pair.confirm')).toBe(false);
    // What lies below a sheet is not done from above it.
    await press('F2');
    expect(screen.queryByRole('dialog', { name: messages.leftOver.title })).toBeNull();
  });

  it('F3 walks through what needs attention, F6 rescans, F2 warns as its button does', async () => {
    const { api, console } = await open('finished');
    await press('F3');
    const first = console.view.store.getState().reviewed;
    await press('F3');
    const { reviewed } = console.view.store.getState();
    expect(reviewed).not.toBe(first);
    const row = reviewed === null ? undefined : console.rows.row(reviewed);
    await press('F6');
    expect(api.calls.filter(({ name }) => name === 'scan.rescan').map(({ input }) => input)).toMatchObject([{ ids: [row?.id] }]);
  });

  it('a disabled button is not pressed by its key', async () => {
    const { api } = await open('passed');
    await press('F6');
    await press('F3');
    expect(api.calls.some(({ name }) => name === 'scan.rescan')).toBe(false);
  });

  it.each([
    ['as its end', [], ['F8']],
    ['before its end', ['F8'], ['Enter']],
    ['?, as its last sign', [], ['?']],
    ['three times', ['F9', 'F8', 'F2'], ['Enter']],
    ['and nothing else', null, ['?', 'Enter']],
    ['and nothing else, as a sign that a scanner puts before its end', null, ['F8', 'Tab']],
  ] as const)('a scan with a key of the list %s does nothing but a scan', async (_what, inside, ends) => {
    const { api } = await open('finished');
    const before = api.calls.length;
    await scanKeys(inside === null ? '' : 'Q186I15812', [...(inside ?? []), ...ends]);
    await wait();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(api.calls.slice(before).map(({ name }) => name)).not.toContain('scan.rescan');
  });

  it('a scan that begins with such a key does nothing either', async () => {
    await open('finished');
    for (const key of ['F8', '?', 'F2']) {
      await scanKeys('', [key, ...Array.from('Q186I15812'), 'Enter']);
      await wait();
      expect(screen.queryByRole('dialog')).toBeNull();
    }
  });

  describe('pressed fast, none is lost', () => {
    /** Presses keys as fast hands do, so many ms apart. */
    const fast = async (keys: readonly string[], gapMs: number): Promise<void> => {
      await wait();
      let at = performance.now();
      for (const key of keys) {
        const target = document.activeElement ?? document.body;
        const event = createEvent.keyDown(target, { key });
        Object.defineProperty(event, 'timeStamp', { value: at });
        fireEvent(target, event);
        at += gapMs;
      }
      await opened?.settle();
    };

    it.each([10, 60, 140, 250])('F3 three times, %i ms apart, goes three devices on, and each at once', async (gapMs) => {
      const { console } = await open('finished');
      const walked: (number | null)[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        await press('F3');
        walked.push(console.view.store.getState().reviewed);
      }
      opened?.close();
      const again = await open('finished');
      await fast(['F3', 'F3', 'F3'], gapMs);
      expect(again.console.view.store.getState().reviewed).toBe(walked[2]);
    });

    it.each(['x', 'ArrowDown', 'Escape', 'Tab', 'F6', 'Shift'])('F3 right after %s', async (before) => {
      const { console } = await open('finished');
      await fast([before, 'F3'], 60);
      await wait();
      expect(console.view.store.getState().reviewed).not.toBeNull();
    });

    it.each(['x', 'F3', 'F6'])('F6 right after %s asks one device again, once', async (before) => {
      const { api } = await open('finished');
      await press('F3');
      await fast([before, 'F6'], 60);
      await wait();
      expect(api.calls.filter(({ name }) => name === 'scan.rescan')).toHaveLength(1);
    });

    it('F8, which must not be part of a code, opens its list within a fifth of a second', async () => {
      await open('finished');
      await fast(['F8'], 0);
      await wait(200);
      expect(pairSheet()).not.toBeNull();
    });

    it('Ctrl+K right after a letter opens the palette', async () => {
      await open('finished');
      await wait();
      screen.getByRole('searchbox', { name: messages.names.search }).focus();
      for (const [key, at] of [
        ['q', 0],
        ['k', 180],
      ] as const) {
        const event = createEvent.keyDown(document.activeElement ?? document.body, { key, ctrlKey: key === 'k' });
        Object.defineProperty(event, 'timeStamp', { value: performance.now() + at });
        fireEvent(document.activeElement ?? document.body, event);
      }
      await opened?.settle();
      expect(screen.queryByRole('dialog', { name: messages.palette.title })).not.toBeNull();
    });
  });

  it.each([8, 35, 90])('F3 in a code, or at its end, %i ms apart, goes nowhere', async (gapMs) => {
    const { console } = await open('finished');
    for (const keys of [
      ['Q', '1', '8', 'F3'],
      ['Q', '1', '8', 'F3', 'Enter'],
      ['Q', '1', 'F3', '8', 'Enter'],
      ['A', 'F3', 'B', 'Enter'],
      ['7', 'F3', 'Enter'],
    ]) {
      await wait();
      let at = performance.now();
      for (const key of keys) {
        const event = createEvent.keyDown(document.body, { key });
        Object.defineProperty(event, 'timeStamp', { value: at });
        fireEvent(document.body, event);
        at += gapMs;
      }
      await wait();
      expect([keys, console.view.store.getState().reviewed]).toEqual([keys, null]);
    }
  });
});
