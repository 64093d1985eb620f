import { PrototypeWatch } from './prototype-watch';
import { isBrokenPromise, type Target } from './target';

/**
 * The most CPU time that one input of at most 2 MiB may take with all checks, ms: what grows with the square of the input takes minutes.
 * Measured again before anything is said to be slow.
 */
const MAX_CPU_MS = 1_500;
const MEASURED_AGAIN = 3;
const THOROUGH_EVERY = 512;

/** What came of one input. */
export type Verdict =
  | { readonly kind: 'fine'; readonly outcome: string; readonly tookMs: number }
  | {
      readonly kind: 'fault';
      /** The same for inputs that show the same fault. */
      readonly signature: string;
      readonly sentence: string;
    };

/** Lets targets read inputs and tells what is wrong: a broken promise, a throw, a changed prototype, too much time. */
export class Judge {
  readonly #watch = new PrototypeWatch();
  readonly #target: Target;
  readonly #mostCpuMs: number;
  #judged = 0;

  constructor(target: Target, mostCpuMs = MAX_CPU_MS) {
    this.#target = target;
    this.#mostCpuMs = mostCpuMs;
  }

  /** Answers at once for a target that does. */
  judge(bytes: Uint8Array): Verdict | Promise<Verdict> {
    const begun = performance.now();
    try {
      const outcome = this.#target.run(bytes);
      return typeof outcome === 'string' ? this.#finish(bytes, begun, outcome) : this.#later(bytes, begun, outcome);
    } catch (error) {
      return this.#thrown(error);
    }
  }

  async #later(bytes: Uint8Array, begun: number, running: Promise<string>): Promise<Verdict> {
    try {
      return await this.#finish(bytes, begun, await running);
    } catch (error) {
      return this.#thrown(error);
    }
  }

  #finish(bytes: Uint8Array, begun: number, outcome: string): Verdict | Promise<Verdict> {
    const tookMs = performance.now() - begun;
    const changed = this.#changedPrototype();
    if (changed !== null)
      return { kind: 'fault', signature: `prototype: ${changed}`, sentence: `An input changed a built-in: ${changed}.` };
    return tookMs > this.#mostCpuMs ? this.#measureAgain(bytes, outcome) : { kind: 'fine', outcome, tookMs };
  }

  #thrown(error: unknown): Verdict {
    this.#changedPrototype();
    if (isBrokenPromise(error)) return { kind: 'fault', signature: `promise: ${error.promise}`, sentence: error.message };
    const thrown = error instanceof Error ? error : new Error(String(error));
    const [place = ''] = /\bat (?:async )?[^\s(]+/.exec(thrown.stack ?? '') ?? [];
    const words = thrown.message.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '…').slice(0, 120);
    return {
      kind: 'fault',
      signature: `throw: ${thrown.name} ${place} ${words}`,
      sentence: `The parser threw ${thrown.name} (${place}): ${thrown.message.slice(0, 300)}`,
    };
  }

  /** The machine may have been busy with something else: only CPU time counts, and only the least of several. */
  async #measureAgain(bytes: Uint8Array, outcome: string): Promise<Verdict> {
    let leastMs = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < MEASURED_AGAIN && leastMs > this.#mostCpuMs; turn += 1) {
      const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
      await this.#target.run(bytes);
      const { user, system } = process.cpuUsage(cpuBegun);
      leastMs = Math.min(leastMs, performance.now() - begun, (user + system) / 1000);
    }
    if (leastMs <= this.#mostCpuMs) return { kind: 'fine', outcome, tookMs: leastMs };
    return {
      kind: 'fault',
      signature: 'slow',
      sentence: `${bytes.length} bytes take ${Math.round(leastMs)} ms of CPU time; at most ${this.#mostCpuMs} are allowed.`,
    };
  }

  #changedPrototype(): string | null {
    this.#judged += 1;
    return this.#watch.undo(this.#judged % THOROUGH_EVERY === 0);
  }
}
