/** A person presses Enter so long after the last sign in a field, ms; what comes sooner ends a code. */
export const PERSONS_ENTER_MS = 101;
/** A key of a code that came less than this before another belongs with it, ms: slow scanners leave 100 between keys, and stand still at times. */
const REST_MS = 500;
/** A person who has typed a reason goes on with Tab, slower than this, ms. */
const PERSONS_TAB_MS = 150;
/** Nobody presses a key twice so fast, ms. */
const MACHINE_MS = 100;
/** So long after a press its key must stay alone, ms. */
const WAIT_MS = 350;

/** Keys that are held while others are pressed. */
const HELD = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'];

/** Keys that press a button. */
const PRESSES = ['Enter', ' '];

/** Keys that move about the page, open or close something, or press a button: no code is made of them. */
const NO_PART_OF_A_CODE: ReadonlySet<string> = new Set([
  'Enter',
  ' ',
  'Tab',
  'Escape',
  ...HELD,
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * Tells a key that a person presses alone from one at the end, or the beginning, of whatever a scanner types, however short, slow or
 * strange: nothing that may be part of a code comes shortly before it or after it.
 */
export class LoneKey {
  #codeKeyAt = Number.NEGATIVE_INFINITY;
  #restBefore = Number.POSITIVE_INFINITY;
  /** When a button was pressed with a key last, and with which. */
  #press: { readonly key: string; readonly at: number } | null = null;
  #waiting: number | undefined;
  /** The key that was pressed last may be part of a code itself. */
  #isCodeKey = false;

  /** Takes every key press of the page; `at` in ms on any steady clock. */
  key(key: string, at: number): void {
    if (NO_PART_OF_A_CODE.has(key)) {
      if (key === 'Tab' && at - this.#codeKeyAt > PERSONS_TAB_MS) this.#codeKeyAt = Number.NEGATIVE_INFINITY;
      this.#restBefore = at - this.#codeKeyAt;
      if (HELD.includes(key)) return;
      if (PRESSES.includes(key)) this.#pressedBy(key, at);
      // Of a key that may be the whole of a code it is the end.
      if (this.#isCodeKey) this.cancel();
      this.#isCodeKey = false;
      return;
    }
    this.#isCodeKey = true;
    this.#restBefore = at - this.#codeKeyAt;
    this.#codeKeyAt = at;
    this.cancel();
  }

  /** A whole code was taken, its end key with it: what a person presses next is none of it. */
  codeEnded(): void {
    this.#codeKeyAt = Number.NEGATIVE_INFINITY;
    this.#isCodeKey = false;
  }

  /** A code may begin with blanks, or be made of them; some scanners press Enter twice. */
  #pressedBy(key: string, at: number): void {
    const before = this.#press;
    this.#press = { key, at };
    const restMs = [key, before?.key].includes(' ') ? REST_MS : MACHINE_MS;
    if (before === null || at - before.at >= restMs) return;
    this.cancel();
    this.#restBefore = 0;
  }

  /** Whether nothing that may be part of a code came shortly before the key that was pressed last. */
  get cameAfterRest(): boolean {
    return this.restedFor(REST_MS);
  }

  /** Whether nothing that may be part of a code came so shortly, ms, before the key that was pressed last. */
  restedFor(ms: number): boolean {
    return this.#restBefore >= ms;
  }

  /** Calls `act` once it is certain that the key pressed last came alone; never, if it did not. A later press takes the place of this one. */
  pressed(act: () => void): void {
    this.cancel();
    if (!this.cameAfterRest) return;
    this.#waiting = window.setTimeout(act, WAIT_MS);
  }

  cancel(): void {
    window.clearTimeout(this.#waiting);
  }
}
