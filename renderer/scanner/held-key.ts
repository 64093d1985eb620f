/** A key that comes so long after another, ms, is no part of the same code. */
const ALONE_MS = 120;

/**
 * Keeps the first key of what may be a code from the control that has the keyboard, until it is known that no other follows; then the control
 * gets it after all, as if it had been pressed now.
 */
export class HeldKey {
  #held: { readonly event: KeyboardEvent; readonly timer: number } | null = null;
  #given: Event | null = null;

  hold(event: KeyboardEvent): void {
    this.#held = { event, timer: window.setTimeout(() => this.giveBack(), ALONE_MS) };
  }

  /** It was part of a code. */
  drop(): void {
    if (this.#held !== null) window.clearTimeout(this.#held.timer);
    this.#held = null;
  }

  giveBack(): void {
    const held = this.#held;
    this.drop();
    if (held === null) return;
    const { target, key, code } = held.event;
    if (!(target instanceof HTMLElement) || !target.isConnected) return;
    // The browser does nothing by itself for a key that a program presses.
    if (key === ' ' && target instanceof HTMLInputElement) {
      target.click();
      return;
    }
    for (const type of ['keydown', 'keyup']) {
      this.#given = new KeyboardEvent(type, { key, code, bubbles: true, cancelable: true, composed: true });
      target.dispatchEvent(this.#given);
    }
    this.#given = null;
  }

  /** Whether it is the key that is given back now. */
  isGivenBack(event: Event): boolean {
    return event === this.#given;
  }
}
