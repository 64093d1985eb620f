import type { Clock } from '../../domain/ports/clock';

/** A clock that a test sets, and timers that go by the time that passes, as the machine's do. */
export class HandClock implements Clock {
  #now: number;
  #passed = 0;
  #slept = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  /** Timers that have not run off. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#passed + this.#slept;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#passed + delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Somebody sets the clock; no time passes. */
  set(now: number): void {
    this.#now = now;
  }

  /** The computer sleeps: the clock goes on, and no timer. */
  sleep(ms: number): void {
    this.#now += ms;
    this.#slept += ms;
  }

  /** Time passes for clock and timers; those that run off in it are called at its end. */
  pass(ms: number): void {
    this.#now += ms;
    this.#passed += ms;
    for (const timer of [...this.#timers].toSorted((a, b) => a.at - b.at)) {
      if (timer.at > this.#passed || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}
