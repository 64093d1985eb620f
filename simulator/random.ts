/** A repeatable source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number: at least 0, less than `limit` (1 to 2^32). */
  below(limit: number): number;
  /** One item of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** The same items in another order; the list itself stays as it is. */
  shuffle<T>(list: readonly T[]): T[];
}

/** A generator with 32 bits of state (a counter whose value is mixed); enough for test data, not for secrets. */
export function createRandom(seed: number | string): Random {
  let state = typeof seed === 'string' ? hashText(seed) : seed >>> 0;
  function next32(): number {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  }
  function below(limit: number): number {
    return Math.floor((next32() / 0x1_0000_0000) * limit);
  }
  function pick<T>(list: readonly T[]): T {
    const item = list[below(list.length)];
    if (item === undefined) throw new Error('Cannot pick from an empty list.');
    return item;
  }
  function shuffle<T>(list: readonly T[]): T[] {
    const items = [...list];
    for (let last = items.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      const moved = items[last] as T;
      items[last] = items[other] as T;
      items[other] = moved;
    }
    return items;
  }
  return { next: () => next32() / 0x1_0000_0000, below, pick, shuffle };
}

/** A share of 0 to 1 that belongs to this text and seed for ever: decides per serial number, whatever the order of requests. */
export function shareOf(text: string, seed: number): number {
  return mix((hashText(text) ^ mix(seed >>> 0)) >>> 0) / 0x1_0000_0000;
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Spreads neighbouring inputs over all 32 bits (xor-shift-multiply, twice). */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
