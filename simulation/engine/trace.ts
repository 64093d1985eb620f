import { createHash } from 'node:crypto';

/** What happened in one run, and a hash over it and over what came of it: two runs of one seed must have the same. */
export class Trace {
  readonly names: string[] = [];
  readonly #lines: string[] = [];

  happened(name: string): void {
    this.names.push(name);
    this.#lines.push(name);
  }

  /** What came of it, in words that are the same each time. */
  cameTo(state: string): void {
    this.#lines.push(`= ${state}`);
  }

  digest(): string {
    return createHash('sha256').update(this.#lines.join('\n')).digest('hex').slice(0, 16);
  }
}
