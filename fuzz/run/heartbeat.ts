/** What the thread that fuzzes tells the one that watches, also while it hangs: how many inputs it began, and the current one. */
export interface Heartbeat {
  /** Called by the fuzzing thread before each input. */
  begin(bytes: Uint8Array): void;
  /** How many inputs were begun. */
  begun(): number;
  /** A copy of the current input. */
  current(): Uint8Array;
}

/** The largest input that is made, with room to spare. */
const MAX_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 8;

export function heartbeatMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + MAX_BYTES);
}

export function heartbeatOn(memory: SharedArrayBuffer): Heartbeat {
  const head = new Int32Array(memory, 0, 2);
  const body = new Uint8Array(memory, HEAD_BYTES);
  return {
    begin(bytes) {
      body.set(bytes.subarray(0, MAX_BYTES));
      Atomics.store(head, 1, Math.min(bytes.length, MAX_BYTES));
      Atomics.add(head, 0, 1);
    },
    begun: () => Atomics.load(head, 0),
    current: () => body.slice(0, Atomics.load(head, 1)),
  };
}
