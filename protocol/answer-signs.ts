import { WRAPPERS, isWritten, roleOf } from './answer-names';
import { saidBy, saidInSentence } from './answer-words';
import { isNothing, keysLike, type Fields } from './near-keys';

/** What single fields of an answer say. */

/**
 * `yes`, `no`: plainly. `fine`: nothing went wrong as far as it says. `zero`: 0, which is success for some and failure for others. `words`: a
 * sentence with a word of failure in it. `odd`: not known to mean success. `against`: it speaks of a failure, and is no plain no.
 * `doubt`: some failed.
 */
export type Sign = 'yes' | 'no' | 'fine' | 'zero' | 'words' | 'odd' | 'against' | 'doubt' | null;

const MAX_DEPTH = 4;
const NUMBER = /^-?\d+(?:\.0+)?$/;
/** No code, or one of zeros behind a letter, as in `S0000`. */
const PLAIN_SUCCESS = /^(?:[a-z]?0+)?$/i;
const ONE_TOKEN = /^\p{L}+$/u;
const NOTHING_WRONG = /^(?:0+|n|no|none|null|nil|n\/?a|-+|\[\]|\{\}|false|f|否|无|無|没有|沒有)$/i;
const THERE_IS_ONE = /^(?:true|t|yes|y|x)$/i;

/** An answer and what is wrapped up in it. */
export function placesIn(body: unknown, depth = 0): readonly Fields[] {
  if (!isRecord(body)) return [];
  return depth === MAX_DEPTH ? [body] : [body, ...valuesUnder(body, WRAPPERS).flatMap((inner) => placesIn(inner, depth + 1))];
}

/** What stands under one of these names, in any spelling. */
export function valuesUnder(record: Fields, names: readonly string[]): readonly unknown[] {
  return keysLike(record, names).map((key) => record[key]);
}

export function own(record: Fields, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * All signs of an object, without those of the objects in it.
 * @param repeats whether a text repeats what was sent, and nothing else
 */
export function signsIn(record: Fields, repeats: (text: string) => 'all' | 'some' | null): readonly Sign[] {
  const entries = Object.entries(record);
  const isAnyWritten = entries.some(([key, value]) => isWritten(key) && (numberIn(value) ?? 0) > 0);
  const deciding = isAnyWritten ? entries.filter(([key]) => !isWritten(key)) : entries;
  return deciding.map(([key, value]) => signOf(key, value, typeof value === 'string' ? repeats(value) : null));
}

function signOf(key: string, value: unknown, repeated: 'all' | 'some' | null): Sign {
  switch (roleOf(key)) {
    case 'flag':
      return Array.isArray(value) && value.length === 0 ? 'odd' : flagOf(value);
    case 'weakFlag':
      return flagOf(value) === 'no' ? 'odd' : null;
    case 'errors':
      return isError(value) || repeated === 'all' ? 'no' : null;
    case 'failures':
      return !isError(value) && repeated !== 'all'
        ? null
        : typeof value === 'object' || numberIn(value) !== null
          ? 'doubt'
          : 'against';
    case 'state':
      return stateOf(value);
    case 'code':
      return codeOf(value);
    case 'errorWords':
      return repeated === null ? errorWordsOf(value) : 'against';
    case 'words':
      return wordsOf(value);
    case 'taken':
      return numberIn(value) === 0 ? 'odd' : null;
    case 'kind':
      return typeof value === 'string' && (/^[eax]$/i.test(value.trim()) || saidBy(value) === 'no') ? 'against' : null;
    case 'wrapper':
      return value === false ? 'odd' : wordsOf(value);
    case 'lists':
    case null:
      return null;
  }
}

export function flagOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value === 0 ? 'no' : value > 0 ? 'yes' : 'odd';
  return typeof value === 'string' ? wordOf(value) : null;
}

/** Status words, and HTTP statuses written into the body; 1 is a yes where nothing speaks against it, other numbers have a meaning of their own. */
export function stateOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const number = numberIn(value);
  if (number !== null) {
    if (number === 0) return 'zero';
    if (number >= 400 && number < 600) return 'no';
    return number === 1 || (number >= 200 && number < 300) ? 'fine' : 'odd';
  }
  return typeof value === 'string' ? wordOf(value) : null;
}

/** 0, 200 to 299 and nothing are plain success; a word may say yes or no; whatever else stands there may mean anything. */
export function codeOf(value: unknown): Sign {
  if (value === true || isNothing(value)) return null;
  const number = numberIn(value);
  if (number !== null) return number === 0 || (number >= 200 && number < 300) ? 'fine' : 'odd';
  if (typeof value !== 'string') return 'odd';
  const word = value.trim();
  if (PLAIN_SUCCESS.test(word)) return 'fine';
  const said = saidBy(word);
  return said === 'yes' ? 'yes' : said === 'no' && ONE_TOKEN.test(word) ? 'no' : 'odd';
}

/** Whether something stands under `error` that is one. */
export function isError(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) {
    const code = numberIn(own(value, 'code'));
    const inner = Object.values(value);
    return code === null ? inner.some((one) => one !== 0 && one !== false && !isNothing(one)) : code !== 0;
  }
  if (typeof value !== 'string') return value === true || (typeof value === 'number' && value !== 0);
  const words = value.trim();
  if (words === '' || NOTHING_WRONG.test(words)) return false;
  return numberIn(words) !== null || THERE_IS_ONE.test(words) || saidBy(words) !== 'yes';
}

/** What a text in place of an answer, or in a list, says. */
export function sentenceOf(value: string): Sign {
  const said = saidInSentence(value);
  return said === 'no' ? 'against' : said === 'doubt' ? 'words' : said === 'yes' ? 'fine' : null;
}

function wordsOf(value: unknown): Sign {
  return typeof value === 'string' ? sentenceOf(value) : null;
}

/** What is said under a name of an error: that there is none, what it is, or something that may be either. */
function errorWordsOf(value: unknown): Sign {
  if (typeof value !== 'string') return isError(value) ? 'against' : null;
  if (!isError(value)) return null;
  const sign = sentenceOf(value);
  return sign === null ? 'zero' : sign === 'fine' ? null : 'against';
}

function wordOf(words: string): Sign {
  if (words.trim() === '') return null;
  const said = saidBy(words);
  return said === 'doubt' || said === null ? 'odd' : said;
}

export function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : null;
}
