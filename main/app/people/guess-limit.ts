/** Wrong guesses that a console bears in a row before each further one has to wait. */
export const GUESSES_AT_ONCE = 10;
/** So long after each wrong guess one more is free, ms. */
export const GUESS_EVERY_MS = 60_000;

/**
 * How many wrong guesses a console still bears. One measure for all badges, known or not, so that it reveals nothing of any; it never
 * makes anybody wait longer than a minute, and forgets all within ten. A right PIN gives nothing back but its own guess: whoever
 * knows one PIN gains no further guesses at another.
 */
export class GuessLimit {
  /** When every wrong guess will be forgotten, ms since 1970. */
  #emptyAt: number;

  /** @param emptyAt as `emptyAt` said before the console was started again; 0 at first */
  constructor(emptyAt: number) {
    this.#emptyAt = Number.isFinite(emptyAt) ? emptyAt : 0;
  }

  get emptyAt(): number {
    return this.#emptyAt;
  }

  /** How long the next guess has to wait, ms; 0 when it need not. */
  wait(now: number): number {
    return Math.max(0, this.#pending(now) - (GUESSES_AT_ONCE - 1) * GUESS_EVERY_MS);
  }

  /** Counts one guess, before it is looked at. */
  take(now: number): void {
    this.#emptyAt = now + this.#pending(now) + GUESS_EVERY_MS;
  }

  /** The guess was right: it does not count. */
  giveBack(now: number): void {
    this.#emptyAt = now + Math.max(0, this.#pending(now) - GUESS_EVERY_MS);
  }

  /** A clock that was set back makes nobody wait longer than the measure allows: from then on it is counted down again. */
  #pending(now: number): number {
    this.#emptyAt = Math.min(this.#emptyAt, now + GUESSES_AT_ONCE * GUESS_EVERY_MS);
    return Math.max(0, this.#emptyAt - now);
  }
}
