/** Growing waits between tries, spread by chance so that a rack of agents does not come back in one instant. */
export interface Backoff {
  /** The next wait in milliseconds. */
  next(): number;
  /** Begins again with the shortest wait. */
  reset(): void;
}

export interface BackoffOptions {
  readonly initialMs: number;
  readonly maxMs: number;
  /** 0 to 1, as Math.random. */
  readonly random: () => number;
}

/** Doubles from `initialMs` to `maxMs`; each wait lies between 50 % and 100 % of that. */
export function createBackoff(options: BackoffOptions): Backoff {
  let tries = 0;
  return {
    next() {
      const full = Math.min(options.maxMs, options.initialMs * 2 ** Math.min(tries, 30));
      tries += 1;
      return Math.round(full * (0.5 + options.random() / 2));
    },
    reset() {
      tries = 0;
    },
  };
}
