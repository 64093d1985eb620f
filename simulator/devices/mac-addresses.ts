import type { Random } from '../random';

/** Hands out MAC addresses, none of them twice. */
export interface MacAddresses {
  /** The next address of a maker's block, `aa:bb:cc:dd:ee:ff`; one after the other, as cards are programmed. */
  next(oui: string): string;
  /** An address of the same maker that `next` never gives. */
  stray(oui: string): string;
}

/** Where the made-up part of a maker's block begins, clear of the recorded machines, and where its strays begin: nine million addresses lie between. */
const FIRST_START = 0x30_0000;
const LAST_START = 0x60_0000;
const FIRST_STRAY = 0xf0_0000;

export function createMacAddresses(random: Random): MacAddresses {
  const used = new Map<string, number>();
  const strays = new Map<string, number>();
  function take(counters: Map<string, number>, oui: string, first: () => number): string {
    const number = counters.get(oui) ?? first();
    counters.set(oui, number + 1);
    return formatMac(oui, number);
  }
  return {
    next: (oui) => take(used, oui, () => FIRST_START + random.below(LAST_START - FIRST_START)),
    stray: (oui) => take(strays, oui, () => FIRST_STRAY),
  };
}

function formatMac(oui: string, number: number): string {
  const tail = number.toString(16).padStart(6, '0');
  return `${oui}:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`;
}
