export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `callback` once after `delayMs`; returns the function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}
