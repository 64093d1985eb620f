import { MEBIBYTE } from './hostile';
import { repeated } from './mutate-bytes';
import type { Random } from './random';

const encoder = new TextEncoder();
const SIZES = [64 * 1024, 256 * 1024, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 2 * MEBIBYTE, 2 * MEBIBYTE + 1];
const NESTINGS: readonly (readonly [string, string])[] = [
  ['[', ']'],
  ['{"a":', '}'],
  ['{"__proto__":', '}'],
  ['[{"info":', '}]'],
];

/**
 * Makes an input large: the same piece over and over (which shows work that grows with the square of the size), white space around it,
 * or brackets inside brackets.
 */
export function enlarge(bytes: Uint8Array, random: Random): Uint8Array {
  const size = random.pick(SIZES);
  switch (random.below(5)) {
    case 0:
    case 1: {
      const from = random.below(bytes.length + 1);
      const piece = bytes.slice(from, from + random.between(1, 8));
      const middle = repeated(
        piece.length === 0 ? Uint8Array.of(0x20) : piece,
        Math.floor((size - bytes.length) / Math.max(1, piece.length)),
      );
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(from)]));
    }
    case 2:
      return repeated(bytes.length === 0 ? Uint8Array.of(0x30) : bytes, Math.ceil(size / Math.max(1, bytes.length))).slice(
        0,
        size,
      );
    case 3: {
      const space = repeated(Uint8Array.of(0x20), Math.max(0, size - bytes.length));
      return Uint8Array.from(Buffer.concat(random.oneIn(2) ? [space, bytes] : [bytes, space]));
    }
    default: {
      const [open, close] = random.pick(NESTINGS);
      const depth = Math.floor(size / (open.length + close.length));
      return encoder.encode(open.repeat(depth) + (random.oneIn(2) ? close.repeat(depth) : ''));
    }
  }
}
