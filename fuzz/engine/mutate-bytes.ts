import { EDGE_LENGTHS, HOSTILE_NUMBERS, HOSTILE_TEXTS } from './hostile';
import type { Random } from './random';

const encoder = new TextEncoder();
const MAX_OPERATIONS = 6;
const MAX_MOVED = 64;

/** Bytes that are no UTF-8, or stand at an edge of it. */
const BROKEN_UTF8: readonly Uint8Array[] = [
  Uint8Array.of(0x80),
  Uint8Array.of(0xff),
  Uint8Array.of(0xfe, 0xff),
  Uint8Array.of(0xc0, 0x80),
  Uint8Array.of(0xc3),
  Uint8Array.of(0xe2, 0x82),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xf4, 0x90, 0x80, 0x80),
  Uint8Array.of(0xef, 0xbb, 0xbf),
  Uint8Array.of(0x00),
];

type Operation = (bytes: Uint8Array, random: Random, tokens: readonly Uint8Array[], other: Uint8Array) => Uint8Array;

const OPERATIONS: readonly Operation[] = [
  (bytes, random) => changed(bytes, random.below(bytes.length), (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => changed(bytes, random.below(bytes.length), () => random.below(256)),
  (bytes, random) => changed(bytes, random.below(bytes.length), (byte) => byte + random.between(-4, 4)),
  (bytes, random) => {
    const from = random.below(bytes.length + 1);
    return spliced(bytes, from, Math.min(bytes.length - from, random.between(1, MAX_MOVED)), EMPTY);
  },
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => {
    const from = random.below(bytes.length + 1);
    const piece = bytes.slice(from, from + random.between(1, MAX_MOVED));
    return spliced(bytes, random.below(bytes.length + 1), 0, piece);
  },
  (bytes, random) => {
    const from = random.below(bytes.length + 1);
    const piece = bytes.slice(from, from + random.between(1, 4));
    return spliced(bytes, from, 0, repeated(piece, random.pick(EDGE_LENGTHS)));
  },
  (bytes, random, tokens) => spliced(bytes, random.below(bytes.length + 1), 0, random.pick(tokens)),
  (bytes, random, tokens) => {
    const token = random.pick(tokens);
    return spliced(bytes, random.below(bytes.length + 1), token.length, token);
  },
  (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, encoder.encode(random.pick(HOSTILE_TEXTS))),
  (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, random.pick(BROKEN_UTF8)),
  (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, encoder.encode(random.pick(HOSTILE_NUMBERS))),
  (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, Uint8Array.of(random.between(0x20, 0x7e))),
  (bytes, random, _tokens, other) => {
    const from = random.below(other.length + 1);
    return spliced(bytes, random.below(bytes.length + 1), 0, other.slice(from, from + random.between(1, 512)));
  },
  (bytes, random, _tokens, other) =>
    joined(bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1))),
];

/** Changes an input without knowing what it means: bits, bytes, pieces, words of the dictionary, pieces of another input. */
export function mutateBytes(bytes: Uint8Array, random: Random, tokens: readonly Uint8Array[], other: Uint8Array): Uint8Array {
  let result = bytes;
  for (let turn = random.between(1, MAX_OPERATIONS); turn > 0; turn -= 1) {
    result = random.pick(OPERATIONS)(result.length === 0 ? Uint8Array.of(0x20) : result, random, tokens, other);
  }
  return result;
}

const EMPTY = new Uint8Array(0);

function changed(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = change(copy[at] ?? 0);
  return copy;
}

function spliced(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, at), inserted, bytes.subarray(Math.min(bytes.length, at + removed)));
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A piece so many times, one after the other. */
export function repeated(piece: Uint8Array, times: number): Uint8Array {
  const size = piece.length * times;
  return size === 0 ? EMPTY : new Uint8Array(Buffer.alloc(size, piece));
}
