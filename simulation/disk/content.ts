import type { SystemCall } from './system-calls';

/** What a power cut leaves whole or not at all: the smallest unit that a disk writes, bytes. */
const SECTOR = 512;

/** A change of the content of one file. */
export type Change = Extract<SystemCall, { readonly kind: 'written' | 'resized' }>;

/** The bytes of one file. Room grows by doubling, so that a file of many writes costs no more than its size. */
export class Content {
  #room: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#room = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  apply(change: Change): void {
    if (change.kind === 'resized') {
      this.#resize(change.size);
      return;
    }
    const { at, bytes } = change;
    this.#resize(Math.max(this.#size, at + bytes.length));
    bytes.copy(this.#room, at);
  }

  /** Some sectors of a write only. The file has its new size all the same, with zeros where nothing was written. */
  tear({ at, bytes }: Extract<Change, { readonly kind: 'written' }>, random: () => number): void {
    this.#resize(Math.max(this.#size, at + bytes.length));
    for (let from = 0; from < bytes.length; from += SECTOR)
      if (random() < 0.5) bytes.copy(this.#room, at + from, from, Math.min(bytes.length, from + SECTOR));
  }

  /** Shared with this content until that changes. */
  toBuffer(): Buffer {
    return this.#room.subarray(0, this.#size);
  }

  #resize(size: number): void {
    if (size > this.#room.length) {
      const room = Buffer.alloc(Math.max(size, 2 * this.#room.length));
      this.toBuffer().copy(room);
      this.#room = room;
    }
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    this.#size = size;
  }
}
