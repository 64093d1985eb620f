import { isDeepStrictEqual } from 'node:util';
import { english } from '../../../messages/english';
import { readAs } from '../../../protocol/read-as';
import { StoredTextsSchema } from '../../../protocol/texts/schema';
import { visibleText } from '../../../protocol/visible-text';

/** A place in a part of a bundle where it says something else than its events come to; undefined: there is nothing. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly was: unknown;
  readonly is: unknown;
}

/** How far a bundle can be held against what this program makes of its events. */
export interface Comparability {
  /** It was made by this version: it has its words, and exactly the keys that it writes. One that is missing or new was taken out or put in. */
  readonly whole: boolean;
}

/** Where `told`, as it was read from JSON, is not `is`. */
export function differencesBetween(told: unknown, is: unknown, how: Comparability): Difference[] {
  return walk(told, JSON.parse(JSON.stringify(is)) as unknown, [], how);
}

function walk(told: unknown, is: unknown, path: Difference['path'], how: Comparability): Difference[] {
  if (Array.isArray(is)) return walkList(told, is, path, how);
  if (isRecord(is)) return isRecord(told) ? walkRecord(told, is, path, how) : [{ path, was: told, is }];
  return told === is ? [] : [{ path, was: told, is }];
}

function walkList(told: unknown, is: readonly unknown[], path: Difference['path'], how: Comparability): Difference[] {
  if (!Array.isArray(told)) {
    // Versions that wrote no codes wrote one sentence.
    return typeof told === 'string' && !how.whole ? [] : [{ path, was: told, is }];
  }
  const list: readonly unknown[] = told;
  const found = list.length === is.length ? [] : [{ path: [...path, 'length'], was: list.length, is: is.length }];
  return [...found, ...is.slice(0, list.length).flatMap((one, index) => walk(list[index], one, [...path, index], how))];
}

type JsonRecord = Readonly<Record<string, unknown>>;

function walkRecord(told: JsonRecord, is: JsonRecord, path: Difference['path'], how: Comparability): Difference[] {
  const found: Difference[] = [];
  for (const key of Object.keys(is)) {
    if (key.endsWith('Codes') && Object.hasOwn(is, key.slice(0, -5))) continue;
    const here = [...path, key];
    if (Object.hasOwn(is, `${key}Codes`)) {
      if (!isSaid(told, is, key, how)) found.push({ path: here, was: told[key], is: is[key] });
    } else if (Object.hasOwn(told, key)) found.push(...walk(told[key], is[key], here, how));
    else if (how.whole) found.push({ path: here, was: undefined, is: is[key] });
  }
  if (how.whole)
    for (const key of Object.keys(told))
      if (!Object.hasOwn(is, key)) found.push({ path: [...path, key], was: told[key], is: undefined });
  return found;
}

/** Whether a bundle gives this reason or next action. Another version may put the same codes into other words. */
function isSaid(told: JsonRecord, is: JsonRecord, key: string, { whole }: Comparability): boolean {
  const codes = `${key}Codes`;
  if (Object.hasOwn(told, codes)) {
    if (isDeepStrictEqual(withBareSentences(told[codes]), withBareSentences(is[codes])) || saysTheSame(told[codes], is[codes]))
      return !whole || (Object.hasOwn(told, key) && told[key] === is[key]);
    // What was a sentence when the bundle was made may be a code now.
    const said = sentenceIn(told[codes]);
    return said !== null && [said, String(told[key])].every((words) => wordsOfBefore(words) === wordsOfBefore(String(is[key])));
  }
  if (whole) return false;
  // Next actions were put into other words since.
  if (key !== 'reason') return true;
  return typeof told[key] === 'string' && wordsOfBefore(told[key]) === wordsOfBefore(String(is[key]));
}

/** What an older version stored as a sentence stood bare in a parameter, where texts stand now. */
function withBareSentences(codes: unknown): unknown {
  if (Array.isArray(codes)) {
    const list: readonly unknown[] = codes;
    const [only] = list;
    const isSentence = list.length === 1 && isRecord(only) && only['code'] === 'verbatim' && isRecord(only['params']);
    return isSentence ? (only['params'] as JsonRecord)['text'] : list.map(withBareSentences);
  }
  return isRecord(codes)
    ? Object.fromEntries(Object.entries(codes).map(([name, value]) => [name, withBareSentences(value)]))
    : codes;
}

/** What a version put as words into a parameter of the same code may be a code now. */
function saysTheSame(told: unknown, is: unknown): boolean {
  const [was, now] = [readAs(StoredTextsSchema, told), readAs(StoredTextsSchema, is)];
  return (
    was.success &&
    now.success &&
    isDeepStrictEqual(
      was.data.map(({ code }) => code),
      now.data.map(({ code }) => code),
    ) &&
    english(was.data) === english(now.data)
  );
}

/** The words of codes that hold a sentence; null for codes alone. */
function sentenceIn(codes: unknown): string | null {
  const read = readAs(StoredTextsSchema, codes);
  return read.success && JSON.stringify(read.data).includes('"code":"verbatim"') ? english(read.data) : null;
}

/** Versions that wrote no codes began some reasons with a small letter, left some characters as they were, and put no comma into numbers. */
function wordsOfBefore(reason: string): string {
  return visibleText(reason)
    .replaceAll(/\b(?:A(?= port )|R(?=ight MAC)|S(?=ame MAC))/g, (letter) => letter.toLowerCase())
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '');
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
