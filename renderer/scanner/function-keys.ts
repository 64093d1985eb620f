/** Scanners leave so much between two keys at the most, ms. */
const MACHINE_MS = 100;
/** So long after a press nothing else of a code may come, ms. */
const WAIT_MS = 120;

/** Keys that are held, or move about the page: no code is made of them. */
const NO_PART_OF_A_CODE: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'CapsLock',
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
const ENDS: ReadonlySet<string> = new Set(['Enter', 'Tab']);

export function isFunctionKey(key: string): boolean {
  return /^F\d{1,2}$/u.test(key);
}

/**
 * Tells the function keys of a person, F1 to F24, from those that some scanners send for a separator, before a code or at its end. Fast hands
 * lose none: whichever is not amid a code or right beside one acts, as often as it is pressed.
 */
export class FunctionKeys {
  #signAt = Number.NEGATIVE_INFINITY;
  /** Signs that came one after the other as fast as a scanner types. */
  #signs = 0;
  #pressedAt = Number.NEGATIVE_INFINITY;
  readonly #waits = new Set<number>();

  /** Takes every key press of the page; `at` in ms on any steady clock. */
  key(key: string, at: number): void {
    const fast = at - this.#signAt <= MACHINE_MS;
    if (isFunctionKey(key)) {
      this.#pressedAt = at;
      this.#signs = fast ? this.#signs : 0;
      if (this.#signs > 1) this.#signAt = at;
      return;
    }
    if (NO_PART_OF_A_CODE.has(key)) return;
    if (at - this.#pressedAt <= WAIT_MS) this.cancel();
    if (ENDS.has(key)) return;
    this.#signs = fast ? this.#signs + 1 : 1;
    this.#signAt = at;
  }

  /**
   * Acts on the function key that was pressed last, unless it is part of a code.
   * @param atOnce where the act does no harm if a code follows; otherwise it waits until none does
   */
  pressed(act: () => void, atOnce: boolean): void {
    if (this.#signs > 1) return;
    if (atOnce && this.#signs === 0) {
      act();
      return;
    }
    const wait = window.setTimeout(() => {
      this.#waits.delete(wait);
      act();
    }, WAIT_MS);
    this.#waits.add(wait);
  }

  cancel(): void {
    for (const wait of this.#waits) window.clearTimeout(wait);
    this.#waits.clear();
  }
}
