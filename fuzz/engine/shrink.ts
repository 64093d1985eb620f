/** The most tries per input; the smallest so far is taken then. */
const MAX_TRIES = 3_000;

/**
 * Makes a faulty input smaller: takes away ever smaller pieces, then makes the rest plain, as long as the fault stays.
 * @param stillFaulty says whether a candidate shows the same fault
 */
export async function shrink(
  bytes: Uint8Array,
  stillFaulty: (candidate: Uint8Array) => boolean | Promise<boolean>,
  mostTries = MAX_TRIES,
): Promise<Uint8Array> {
  let tries = 0;
  let smallest = bytes;
  const goesOn = (): boolean => tries < mostTries;
  const holds = async (candidate: Uint8Array): Promise<boolean> => {
    tries += 1;
    if (!(await stillFaulty(candidate))) return false;
    smallest = candidate;
    return true;
  };

  let piece = Math.ceil(bytes.length / 2);
  while (piece >= 1 && goesOn()) {
    let removed = false;
    for (let from = 0; from < smallest.length && goesOn(); ) {
      if (await holds(without(smallest, from, piece))) removed = true;
      else from += piece;
    }
    piece = removed ? Math.min(piece, Math.ceil(smallest.length / 2)) : Math.floor(piece / 2);
  }
  for (const plain of PLAIN) {
    for (let at = 0; at < smallest.length && goesOn(); at += 1) {
      const byte = smallest[at] ?? 0;
      if (PLAIN.includes(byte) || STRUCTURE.has(byte)) continue;
      const candidate = smallest.slice();
      candidate[at] = plain;
      await holds(candidate);
    }
  }
  return smallest;
}

/** `0` and `a`: what an unimportant byte becomes. */
const PLAIN: readonly number[] = [0x30, 0x61];
const STRUCTURE = new Set(new TextEncoder().encode('{}[]":,'));

function without(bytes: Uint8Array, from: number, length: number): Uint8Array {
  const rest = new Uint8Array(Math.max(0, bytes.length - Math.min(length, bytes.length - from)));
  rest.set(bytes.subarray(0, from));
  rest.set(bytes.subarray(from + length), from);
  return rest;
}
