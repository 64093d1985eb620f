import { verbatim } from '../../../protocol/texts/text';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { messages } from '../../messages';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';
import { devicesState } from './devices-state';
import { goTo } from '../../store/screen';

const NO = verbatim('The registry cannot be read.');

describe('the list of devices', () => {
  let opened: WindowUnderTest;
  let refusing = false;
  let gate: Promise<void> = Promise.resolve();

  const open = async (): Promise<void> => {
    opened = await openWindow(sceneNamed('idle'), (api) => {
      const invoke = api.invoke.bind(api);
      // As slow and as unwilling as the test says.
      api.invoke = async (name, input) => {
        if (!name.startsWith('registry.')) return invoke(name, input);
        await gate;
        return refusing ? { ok: false, error: { kind: 'failed', code: 'scripted', texts: NO } } : invoke(name, input);
      };
    });
    await act(async () => goTo('devices'));
    await opened.settle();
  };
  const lines = (): string[] =>
    Array.from(document.querySelectorAll('[data-line]'), (line) => line.getAttribute('data-line') + (line.textContent ?? ''));

  afterEach(() => {
    act(() => devicesState.reset());
    opened.close();
    refusing = false;
    gate = Promise.resolve();
  });

  it('is read again with Retry after a refusal', async () => {
    refusing = true;
    await open();
    expect(screen.getByText('The registry cannot be read.')).toBeTruthy();
    refusing = false;
    fireEvent.click(screen.getByRole('button', { name: messages.retry }));
    await opened.settle();
    expect(screen.queryByText('The registry cannot be read.')).toBeNull();
    expect(lines().length).toBeGreaterThan(3);
  });

  it('stays as it is, with the focus, while it is read again and when that is refused', async () => {
    await open();
    const before = lines();
    const line = document.querySelector<HTMLElement>('[data-line="1"]');
    await act(async () => line?.focus());
    let release = (): void => undefined;
    gate = new Promise((resolve) => {
      release = resolve;
    });
    act(() => opened.api.registryChanged());
    await opened.settle();
    expect(lines()).toEqual(before);
    refusing = true;
    release();
    await opened.settle();
    expect(lines()).toEqual(before);
    expect(document.activeElement).toBe(line);
  });

  it('shows the rows of the list before until the first of another list have come', async () => {
    await open();
    const before = lines();
    let release = (): void => undefined;
    gate = new Promise((resolve) => {
      release = resolve;
    });
    act(() => devicesState.sortBy('model'));
    await opened.settle();
    expect(lines()).toEqual(before);
    release();
    await opened.settle();
    expect(lines()).not.toEqual(before);
    expect(lines()).toHaveLength(before.length);
  });

  it('is there at once, where it was left, when one comes back from a page', async () => {
    await open();
    const before = lines();
    fireEvent.click(document.querySelector('[data-line="2"] [role="gridcell"]:last-child') ?? document.body);
    await opened.settle();
    expect(document.querySelector('.device-head')).not.toBeNull();
    gate = new Promise(() => undefined);
    act(() => devicesState.back());
    expect(lines()).toEqual(before);
  });
});
