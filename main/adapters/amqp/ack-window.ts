/** What to tell the broker now. */
interface Acks {
  /** Acknowledges this delivery and every one before it; null: none. */
  readonly upTo: number | null;
  /** Acknowledged one by one, because an earlier delivery is still being handled. */
  readonly single: readonly number[];
}

/**
 * Collects the deliveries of one channel that are handled and finds the cheapest way to acknowledge them: all at once up to the first
 * that is still being handled, the rest one by one, so that a slow one holds up nobody. Delivery tags count from 1.
 */
export interface AckWindow {
  /** The delivery is handled: it is to be acknowledged. */
  handled(tag: number): void;
  /** The delivery was given back to the broker: nothing is to be acknowledged. */
  givenBack(tag: number): void;
  take(): Acks;
}

export function createAckWindow(): AckWindow {
  /** The first delivery that is neither acknowledged nor given back, as far as is known. */
  let next = 1;
  const ready = new Set<number>();
  /** Deliveries after `next` that the broker need not hear of again. */
  const settled = new Set<number>();

  return {
    handled: (tag) => void ready.add(tag),
    givenBack: (tag) => void settled.add(tag),
    take() {
      // An unknown or settled tag is an error to the broker, so the last one of the run that is still open is named.
      let last: number | null = null;
      let count = 0;
      for (;;) {
        if (ready.delete(next)) {
          last = next;
          count += 1;
        } else if (!settled.delete(next)) break;
        next += 1;
      }
      const single = [...ready];
      for (const tag of single) settled.add(tag);
      ready.clear();
      return count === 1 && last !== null ? { upTo: null, single: [last, ...single] } : { upTo: last, single };
    },
  };
}
