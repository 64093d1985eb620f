import { act, createEvent, fireEvent } from '@testing-library/react';

const GAP_MS = 8;
let clock = Number.NEGATIVE_INFINITY;

/**
 * Presses keys as a barcode scanner does, 8 ms apart on the clock of the events, wherever the focus is by then, or on one element. The simulated page
 * itself may take as long as it likes.
 * @param pauses before the keys at these places the scanner stands still, ms
 */
export async function scanKeys(
  code: string,
  ends: readonly string[] = ['Enter'],
  on: Element | null = null,
  pauses: Readonly<Record<number, number>> = {},
): Promise<void> {
  // A while ago, so that the next key of a person is not taken for a second end key.
  clock = Math.max(clock + 200, performance.now() - 1_000);
  await act(async () => {
    for (const [index, key] of [...Array.from(code), ...ends].entries()) {
      clock += pauses[index] ?? GAP_MS;
      const target = on ?? document.activeElement ?? document.body;
      for (const press of [createEvent.keyDown(target, { key }), createEvent.keyUp(target, { key })]) {
        Object.defineProperty(press, 'timeStamp', { value: clock });
        fireEvent(target, press);
      }
    }
  });
}

/** The same with the cursor in a text field, which gets the signs that nobody keeps from it, as from a keyboard. */
export async function scanInto(field: HTMLInputElement | HTMLTextAreaElement, code: string): Promise<void> {
  await act(async () => field.focus());
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  const write = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || event.key.length !== 1) return;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, field.value + event.key);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  field.addEventListener('keydown', write);
  await scanKeys(code, ['Enter'], field);
  field.removeEventListener('keydown', write);
}
