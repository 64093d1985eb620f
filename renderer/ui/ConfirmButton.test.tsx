import { act, createEvent, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sceneNamed } from '../dev/scenes';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

interface Key {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
}

let opened: WindowUnderTest | undefined;
afterEach(() => {
  opened?.close();
  vi.useRealTimers();
});

const typed = (text: string): readonly Key[] => Array.from(text, (key) => ({ key }));
const ENTER: Key = { key: 'Enter' };
const SPACE: Key = { key: ' ' };

let clock = 0;

/** The Pair sheet is open, and its sending button has the keyboard; `keys` come `gapMs` apart, and time passes as they come. */
async function confirmedAfter(keys: readonly Key[], gapMs: number): Promise<number> {
  const shown = await openWindow(sceneNamed('finished'));
  opened = shown;
  fireEvent.click(screen.getByRole('button', { name: 'Pair 20 devices' }));
  await shown.settle();
  const button = within(screen.getByRole('dialog', { name: 'Pair' })).getByRole('button', { name: 'Send 20 devices to Pair' });
  await act(async () => button.focus());
  vi.useFakeTimers();
  clock = Math.max(clock, performance.now()) + 5_000;
  for (const key of keys) {
    const target = button;
    await act(async () => {
      // A Tab comes to it from a field.
      button.focus();
      for (const event of [createEvent.keyDown(target, key), createEvent.keyUp(target, key)]) {
        Object.defineProperty(event, 'timeStamp', { value: clock });
        fireEvent(target, event);
      }
      vi.advanceTimersByTime(gapMs);
    });
    clock += gapMs;
  }
  await act(async () => vi.advanceTimersByTime(1_000));
  vi.useRealTimers();
  await shown.settle();
  return shown.api.calls.filter(({ name }) => name === 'pair.confirm').length;
}

describe('no code presses a button that cannot be taken back', () => {
  it.each<[string, readonly Key[], number]>([
    ['a long code', [...typed('Q186I15901'), ENTER], 8],
    ['three characters', [...typed('A12'), ENTER], 8],
    ['one character', [...typed('A'), ENTER], 8],
    ['a blank first', [SPACE, ...typed('Q186I15901'), ENTER], 8],
    ...[1, 8, 35, 90, 120, 200].flatMap((gap): [string, readonly Key[], number][] => [
      [`blanks, ${gap} ms apart`, [SPACE, SPACE, SPACE, ENTER], gap],
      [`one blank, ${gap} ms before Enter`, [SPACE, ENTER], gap],
      [`Enter, ${gap} ms before a blank`, [ENTER, SPACE], gap],
    ]),
    ...[1, 8, 35, 90].map((gap): [string, readonly Key[], number] => [`Enter twice, ${gap} ms apart`, [ENTER, ENTER], gap]),
    ['Enter before and after it', [ENTER, ...typed('Q186I15901'), ENTER], 8],
    ['a separator as Ctrl+]', [...typed('0104012345678901'), { key: ']', ctrlKey: true }, ...typed('21A'), ENTER], 8],
    ['a separator as F8', [...typed('0104012345678901'), { key: 'F8' }, ...typed('21A'), ENTER], 8],
    ['a character by Alt and numbers', [...typed('Q18'), { key: '0', altKey: true }, { key: '9', altKey: true }, ENTER], 8],
    ['120 ms between keys', [...typed('Q186I15901'), ENTER], 120],
    ['300 ms between keys', [...typed('Q18'), ENTER], 300],
    ['two codes, the second of three characters', [...typed('Q186I15901'), ENTER, ...typed('A12'), ENTER], 8],
    ['a dead key', [...typed('Q18'), { key: 'Dead' }, ...typed('I1'), ENTER], 8],
    ['a key without a name', [...typed('Q186'), { key: 'Unidentified' }, ...typed('90'), ENTER], 8],
    ['Enter twice at its end', [...typed('A12'), ENTER, ENTER], 8],
  ])('%s', async (_name, keys, gapMs) => {
    expect(await confirmedAfter(keys, gapMs)).toBe(0);
  });
});

describe('a person does, with one key', () => {
  it.each<[string, readonly Key[]]>([
    ['Enter', [ENTER]],
    ['Space', [SPACE]],
    ['Enter once more than needed', [ENTER, ENTER]],
    ['a reason, Tab and Enter', [...typed('ok'), { key: 'Tab' }, ENTER]],
  ])('%s', async (_name, keys) => {
    expect(await confirmedAfter(keys, 200)).toBe(1);
  });
});
