import type { Patch, Snapshot } from '../../protocol/window-state';

/** What the stream feeds: a whole snapshot first, then patches in order. */
export interface PatchSink {
  readonly snapshot: (snapshot: Snapshot) => void;
  readonly patch: (patch: Patch) => void;
  /** A snapshot could not be had; the next try is under way. */
  readonly failed: (sentence: string) => void;
}

export type FetchSnapshot = () => Promise<
  { readonly ok: true; readonly value: Snapshot } | { readonly ok: false; readonly sentence: string }
>;

const RETRY_MS = 2_000;

/**
 * Puts patches in order. Each carries the number after the one before; a number that was seen is dropped, and a gap means that
 * something was lost: patches are then kept back until a new snapshot has come, and what it already contains is dropped.
 */
export class PatchStream {
  readonly #fetch: FetchSnapshot;
  readonly #sink: PatchSink;
  readonly #wait: (retry: () => void, afterMs: number) => void;
  #seq: number | undefined;
  #held: Patch[] = [];
  #fetching = false;
  #ended = false;

  constructor(fetch: FetchSnapshot, sink: PatchSink, wait: (retry: () => void, afterMs: number) => void) {
    this.#fetch = fetch;
    this.#sink = sink;
    this.#wait = wait;
  }

  start(): void {
    this.#resync();
  }

  end(): void {
    this.#ended = true;
  }

  push(patch: Patch): void {
    if (this.#ended) return;
    if (this.#seq === undefined || this.#fetching) {
      this.#held.push(patch);
      return;
    }
    if (patch.seq <= this.#seq) return;
    if (patch.seq === this.#seq + 1) {
      this.#seq = patch.seq;
      this.#sink.patch(patch);
      return;
    }
    this.#held.push(patch);
    this.#resync();
  }

  #resync(): void {
    if (this.#fetching || this.#ended) return;
    this.#fetching = true;
    void this.#load();
  }

  async #load(): Promise<void> {
    const reply = await this.#fetch();
    this.#fetching = false;
    if (this.#ended) return;
    if (!reply.ok) {
      this.#sink.failed(reply.sentence);
      this.#wait(() => this.#resync(), RETRY_MS);
      return;
    }
    this.#seq = reply.value.seq;
    this.#sink.snapshot(reply.value);
    const held = this.#held.toSorted((a, b) => a.seq - b.seq);
    this.#held = [];
    for (const patch of held) this.push(patch);
  }
}
