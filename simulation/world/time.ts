import type { Choice, Mood } from '../engine/choice';
import type { Clock } from '../../main/domain/ports/clock';

/** After everything that old records tell of, ms since 1970. */
export const FIRST_DAY = Date.UTC(2026, 11, 7, 8);

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** The time that passes for everything in a world, ms, and the timers that go by it. */
export class WorldTime {
  #elapsed = 0;
  readonly #timers = new Set<Timer>();
  /** When everything slept, and how long. */
  readonly #sleeps: { readonly from: number; readonly ms: number }[] = [];

  get elapsed(): number {
    return this.#elapsed;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How long nothing happens by itself, ms. */
  get quietForMs(): number {
    return (this.#next()?.at ?? Number.POSITIVE_INFINITY) - this.#elapsed;
  }

  /** Time passes without any timer being looked at, as on a computer that sleeps. */
  sleep(ms: number): void {
    this.#sleeps.push({ from: this.#elapsed, ms });
    this.#elapsed += ms;
  }

  /** How much of the time between two moments everything slept, ms. */
  sleptBetween(from: number, to: number): number {
    return this.#sleeps.reduce((sum, sleep) => (sleep.from >= from && sleep.from + sleep.ms <= to ? sum + sleep.ms : sum), 0);
  }

  *choices(_mood: Mood): Generator<Choice> {
    const next = this.#next();
    if (next !== null) yield { name: 'time passes', weight: 3, run: () => this.#passTo(next.at) };
  }

  #next(): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) if (next === null || timer.at < next.at) next = timer;
    return next;
  }

  /** All that is due then is called, in its order. */
  #passTo(at: number): void {
    this.#elapsed = Math.max(this.#elapsed, at);
    for (let timer = this.#next(); timer !== null && timer.at <= at; timer = this.#next()) {
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

/** The clock of one machine; it can be set. */
export class Machine {
  readonly time: WorldTime;
  readonly #startedAt: number;
  #setBy = 0;

  constructor(time: WorldTime, startedAt: number) {
    this.time = time;
    this.#startedAt = startedAt;
  }

  now(): number {
    return this.#startedAt + this.time.elapsed + this.#setBy;
  }

  /** Somebody, or a time server, sets the clock by so many ms. */
  set(byMs: number): void {
    this.#setBy += byMs;
  }
}

/** The clock as one run of a program has it: its timers end with it. */
export class ProgramClock implements Clock {
  readonly #machine: Machine;
  readonly #cancels = new Set<() => void>();
  #ended = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  now(): number {
    return this.#machine.now();
  }

  elapsed(): number {
    return this.#machine.time.elapsed;
  }

  after(delayMs: number, callback: () => void): () => void {
    if (this.#ended) return () => undefined;
    const cancelTimer = this.#machine.time.after(delayMs, () => {
      this.#cancels.delete(cancel);
      callback();
    });
    const cancel = (): void => {
      this.#cancels.delete(cancel);
      cancelTimer();
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  end(): void {
    this.#ended = true;
    for (const cancel of this.#cancels) cancel();
  }
}
