import { createHash, type Hash } from 'node:crypto';

/** What happened in one run, and a hash over it and over what came of it: two runs of one seed must have the same. */
export class Trace {
  readonly names: string[] = [];
  readonly #hash: Hash = createHash('sha256');

  happened(name: string): void {
    this.names.push(name);
    this.#hash.update(`${name}\n`);
  }

  /** What came of it, in words that are the same each time. */
  cameTo(state: string): void {
    this.#hash.update(`= ${state}\n`);
  }

  digest(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
}
