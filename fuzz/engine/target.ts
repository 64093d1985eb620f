/** One parser and what it promises. */
export interface Target {
  /** Names its folders in `corpus/` and `crashers/`. */
  readonly name: string;
  /** What is read, in a few words. */
  readonly reads: string;
  /** Words that mean something to the parser: keys, signs, units. */
  readonly tokens: readonly string[];
  /** Inputs to begin with, beside the files of the corpus. */
  readonly seeds: () => readonly Uint8Array[];
  /**
   * Lets the parser read an input and checks every promise.
   * @returns what came of it in a few words without the input's own texts; inputs with a new outcome are worth keeping
   * @throws BrokenPromise for a promise that was not kept; anything else thrown is a fault as well
   */
  readonly run: (bytes: Uint8Array) => string | Promise<string>;
}

/** A parser did what it must never do. */
export class BrokenPromise extends Error {
  /** Which promise, in fixed words. */
  readonly promise: string;

  constructor(promise: string, detail: string) {
    super(`${promise}: ${detail.length > 300 ? `${detail.slice(0, 300)}…` : detail}`);
    this.name = 'BrokenPromise';
    this.promise = promise;
  }
}

/** Also for one from another bundle, which has a class of its own. */
export function isBrokenPromise(error: unknown): error is BrokenPromise {
  return error instanceof Error && error.name === 'BrokenPromise' && 'promise' in error && typeof error.promise === 'string';
}
