import { roleOf } from './answer-names';
import { sentenceOf } from './answer-signs';
import type { Fields } from './near-keys';

/** What was sent, as far as an answer may repeat it. */
export interface Sent {
  /** Whether it was a list of devices, of which an answer may take some and refuse others. */
  readonly isList: boolean;
  /** Whether it is one of the serial numbers that were sent. */
  readonly hasSerial: (text: string) => boolean;
  /** The answer without what it repeats, but for what stands under names of errors and failures: there it says what failed. */
  readonly without: (value: unknown) => unknown;
  /** Whether a text repeats something, and whether nothing else is in it. */
  readonly repeats: (text: string) => 'all' | 'some' | null;
  /** Whether anything names some of the serial numbers of a list, and not all. */
  readonly namesSome: (value: unknown) => boolean;
}

const LEAST_LETTERS = 3;
/** Deeper than any message of ours; what an answer has there is left as it stands. */
const MAX_DEPTH = 64;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const OF_A_WORD = /[a-z\d_-]/;
const SERIALS = ['sn', 'snArray'];

/** @param message what was sent, empty where nobody knows */
export function sentWords(message: string, isList: boolean): Sent {
  const body = jsonIn(message);
  const [words, serials, sentences] = [new Set<string>(), new Set<string>(), [] as string[]];
  for (const { key, text } of textsIn(body, '')) {
    const word = text.trim().toLowerCase();
    if (SERIALS.includes(key)) serials.add(word);
    if (/\s/.test(word)) sentences.push(text.trim());
    else if (word.length >= LEAST_LETTERS && /\d/.test(word)) words.add(word);
  }
  const fields = new Map(isRecord(body) ? Object.entries(body).map(([key, value]) => [key, sorted(value, 0)]) : []);
  const isRepeated = (key: string, value: unknown): boolean => fields.has(key) && fields.get(key) === sorted(value, 0);
  const withoutWords = (text: string): string =>
    sentences
      .reduce((rest, sentence) => rest.replaceAll(sentence, ' '), text)
      .replaceAll(/[^\s,;:'"()[\]]+/g, (word) => (words.has(word.toLowerCase()) ? ' ' : word))
      .trim();
  const repeats = (text: string): 'all' | 'some' | null => {
    const rest = withoutWords(text);
    if (rest === text.trim()) return null;
    return SAYS_SOMETHING.test(rest) ? 'some' : 'all';
  };
  const under = (key: string, value: unknown, depth: number): unknown => {
    const role = roleOf(key);
    if (role === 'errors' || role === 'failures') return value;
    if (typeof value !== 'string') return without(value, depth);
    const rest = withoutWords(value);
    if (role === 'errorWords') return rest.length > 1 && sentenceOf(rest) === 'fine' ? rest : value;
    const isWord = role === 'code' || role === 'flag' || role === 'state';
    return isWord && rest === '' && !/\s/.test(value.trim()) ? value : rest;
  };
  const without = (value: unknown, depth = 0): unknown => {
    if (typeof value === 'string') return withoutWords(value);
    if (depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((inner) => without(inner, depth + 1));
    if (!isRecord(value)) return value;
    const rest = Object.entries(value).filter(([key, inner]) => !isRepeated(key, inner));
    return Object.fromEntries(rest.map(([key, inner]) => [key, under(key, inner, depth + 1)]));
  };
  return {
    isList,
    hasSerial: (text) => serials.has(text.trim().toLowerCase()),
    without: (value) => without(value),
    repeats,
    namesSome: (value) => {
      const text = wordsIn(value).join('\n').toLowerCase();
      const named = [...serials].filter((serial) => isNamed(serial, text));
      return isList && named.length > 0 && named.length < serials.size;
    },
  };
}

function jsonIn(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return null;
  }
}

function textsIn(value: unknown, key: string): readonly { readonly key: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((inner) => textsIn(inner, key));
  return isRecord(value) ? Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name)) : [];
}

/** All texts and keys in it. */
function wordsIn(value: unknown): readonly string[] {
  const words: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') words.push(next);
    else if (Array.isArray(next)) for (const inner of next) open.push(inner);
    else if (isRecord(next)) for (const [key, inner] of Object.entries(next)) open.push(key, inner);
  }
  return words;
}

/** As a word of its own, also between Chinese ones. */
function isNamed(serial: string, text: string): boolean {
  if (serial === '') return false;
  for (let at = text.indexOf(serial); at >= 0; at = text.indexOf(serial, at + 1))
    if (!OF_A_WORD.test(text[at - 1] ?? '') && !OF_A_WORD.test(text[at + serial.length] ?? '')) return true;
  return false;
}

/** As JSON with its keys in order. */
function sorted(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH)
    return typeof value === 'object' && value !== null ? '...' : JSON.stringify(value);
  const inner = Array.isArray(value)
    ? value.map((one) => sorted(one, depth + 1))
    : Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => `${JSON.stringify(key)}:${sorted(one, depth + 1)}`);
  return `${Array.isArray(value)}${inner.join(',')}`;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
