import { roleOf } from './answer-names';
import { sentenceOf } from './answer-signs';
import { type Fields, keysLike, OPERATION_FIELD } from './near-keys';
import { Phrases } from './phrases';

/** What was sent, as far as an answer may repeat it. */
export interface Sent {
  /** Whether it was a list of devices, of which an answer may take some and refuse others. */
  readonly isList: boolean;
  /** How many serial numbers it had. */
  readonly count: number;
  /** Whether it is the operation of the message. */
  readonly isOperation: (text: string) => boolean;
  /** Whether a field of the message stands in the answer as it was sent. */
  readonly repeatsField: (key: string, value: unknown) => boolean;
  /** Whether it is one of the serial numbers that were sent. */
  readonly hasSerial: (text: string) => boolean;
  /** The serial numbers in it, as they were sent. */
  readonly serials: ReadonlySet<string>;
  /** The answer without what it repeats, but for what stands under names of errors and failures: there it says what failed. */
  readonly without: (value: unknown) => unknown;
  /** Whether a text repeats something, and whether nothing else is in it. */
  readonly repeats: (text: string) => 'all' | 'some' | null;
  /** Whether anything names some of the serial numbers of a list, and not all. */
  readonly namesSome: (value: unknown) => boolean;
  /** Whether it names any of them. */
  readonly namesAny: (value: unknown) => boolean;
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
  const exact = new Set<string>();
  for (const { key, text } of textsIn(body, '')) {
    const word = text.trim().toLowerCase();
    if (SERIALS.includes(key)) {
      serials.add(word);
      exact.add(text.trim());
    }
    if (/\s/.test(word)) sentences.push(text.trim());
    else if (word.length >= LEAST_LETTERS && /\d/.test(word)) words.add(word);
  }
  const fields = new Map(isRecord(body) ? Object.entries(body).map(([key, value]) => [key, sorted(value, 0)]) : []);
  const isRepeated = (key: string, value: unknown): boolean => fields.has(key) && fields.get(key) === sorted(value, 0);
  const [said, named] = [new Phrases(sentences), new Phrases(serials)];
  const withoutWords = (text: string): string =>
    said
      .replacedIn(text, ' ')
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
  const operations = isRecord(body)
    ? keysLike(body, OPERATION_FIELD.others).map((key) => String(body[key]).trim().toLowerCase())
    : [];
  return {
    isList,
    count: serials.size,
    isOperation: (text) => operations.includes(text.trim().toLowerCase()),
    repeatsField: isRepeated,
    hasSerial: (text) => serials.has(text.trim().toLowerCase()),
    serials: exact,
    without: (value) => without(value),
    repeats,
    namesSome: (value) => {
      if (!isList) return false;
      const found = new Set<string>();
      for (const text of wordsIn(value)) {
        for (const serial of namedIn(text.toLowerCase(), named)) found.add(serial);
        if (found.size === serials.size) return false;
      }
      return found.size > 0;
    },
    namesAny: (value) => wordsIn(value).some((text) => !namedIn(text.toLowerCase(), named).next().done),
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

/** Which stand in it as words of their own, also between Chinese ones. */
function* namedIn(text: string, serials: Phrases): Generator<string> {
  const isInWord = (place: number): boolean => OF_A_WORD.test(text[place] ?? '');
  for (let place = 0; place < text.length; place += 1) {
    if (isInWord(place - 1)) continue;
    for (const serial of serials.at(text, place)) if (!isInWord(place + serial.length)) yield serial;
  }
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
