/** Ctrl+C, whoever ends services, and a terminal that was closed. */
export const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What asks a command to end. The first time it finishes what it does, the second time it waits for nothing any more; a third signal ends the
 * program as if nobody listened.
 */
export class Interrupts {
  readonly #asked = new AbortController();
  #times = 0;
  readonly #onSignal = (): void => {
    this.#times += 1;
    this.#asked.abort();
    if (this.#times > 1) this.end();
  };

  constructor() {
    for (const signal of END_SIGNALS) process.on(signal, this.#onSignal);
  }

  /** Aborted by the first of them. */
  get signal(): AbortSignal {
    return this.#asked.signal;
  }

  /** Gives a question: whether another one came since. */
  since(): () => boolean {
    const before = this.#times;
    return () => this.#times > before;
  }

  /** Nobody listens any more. */
  end(): void {
    for (const signal of END_SIGNALS) process.removeListener(signal, this.#onSignal);
  }
}
