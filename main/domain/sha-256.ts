/**
 * SHA-256 (FIPS 180-4) of a text's UTF-16 code units, high byte first, in hexadecimal. For names inside of the console, in a place
 * that knows no runtime; what is stored or sent is hashed by the adapters.
 */
export function sha256OfText(text: string): string {
  const words = paddedWords(text);
  const hash = [...INITIAL];
  const schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    for (let at = 0; at < 64; at += 1) schedule[at] = at < 16 ? word(words, block + at) : extended(schedule, at);
    compress(hash, schedule);
  }
  return hash.map((one) => (one >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The first 32 bits of the fractions of the square roots of the first eight primes, and of the cube roots of the first 64. */
const PRIMES = firstPrimes(64);
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes;
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function paddedWords(text: string): Int32Array {
  const bytes = text.length * 2;
  const words = new Int32Array((((bytes + 8) >>> 6) + 1) * 16);
  const add = (at: number, byte: number): void => {
    words[at >>> 2] = word(words, at >>> 2) | (byte << (24 - (at % 4) * 8));
  };
  for (let at = 0; at < text.length; at += 1) {
    add(at * 2, text.charCodeAt(at) >>> 8);
    add(at * 2 + 1, text.charCodeAt(at) & 0xff);
  }
  add(bytes, 0x80);
  words[words.length - 2] = Math.floor((bytes * 8) / 2 ** 32);
  words[words.length - 1] = (bytes * 8) | 0;
  return words;
}

function extended(schedule: Int32Array, at: number): number {
  const [near, far] = [word(schedule, at - 2), word(schedule, at - 15)];
  const small0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
  const small1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
  return (word(schedule, at - 16) + small0 + word(schedule, at - 7) + small1) | 0;
}

function compress(hash: number[], schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let round = 0; round < 64; round += 1) {
    const large1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + large1 + ((e & f) ^ (~e & g)) + (ROUNDS[round] ?? 0) + word(schedule, round)) | 0;
    const large0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [at, one] of [a, b, c, d, e, f, g, h].entries()) hash[at] = ((hash[at] ?? 0) + one) | 0;
}

function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function word(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}
