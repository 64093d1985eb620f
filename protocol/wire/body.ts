import { MAX_MESSAGE_BYTES, MAX_MESSAGE_DEPTH } from '../topology';
import { jsonBreakText } from './json-break';
import { err, ok, type Result } from '../result';
import { visibleText } from '../visible-text';

const MAX_SHOWN_CHARACTERS = 60;

/** Why a message cannot be used: a code for counting and one sentence for people. */
export interface Malformed {
  readonly code: 'tooLarge' | 'notUtf8' | 'notJson' | 'notAnObject' | 'tooDeep' | 'wrongShape';
  readonly sentence: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Throws on bytes that are not UTF-8 (a fatal `TextDecoder`); passed in because this folder knows no runtime. */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

/**
 * Bytes of a message to a JSON object, or why not: at most 1 MiB, UTF-8 (with or without byte order mark), JSON, an object,
 * at most 32 levels deep. Where a key stands twice the last one counts, as in every JSON library of our peers.
 */
export function readJsonObject(bytes: Uint8Array, decodeUtf8: DecodeUtf8): Result<JsonObject, Malformed> {
  const text = readMessageText(bytes, decodeUtf8);
  return text.ok ? parseJsonObject(text.value) : text;
}

/** The text of a message of at most 1 MiB, without its byte order mark, or why there is none. */
export function readMessageText(bytes: Uint8Array, decodeUtf8: DecodeUtf8): Result<string, Malformed> {
  if (bytes.byteLength > MAX_MESSAGE_BYTES) {
    return err({
      code: 'tooLarge',
      sentence: `The message has ${bytes.byteLength} bytes; at most ${MAX_MESSAGE_BYTES} are read.`,
    });
  }
  try {
    return ok(decodeUtf8(bytes).replace(/^\uFEFF/, ''));
  } catch {
    return err({ code: 'notUtf8', sentence: `The message is not UTF-8 text; it begins ${beginningOf(byteText(bytes))}.` });
  }
}

/** The same for text that is text already. */
export function parseJsonObject(text: string): Result<JsonObject, Malformed> {
  const json = readJsonText(text);
  if (!json.ok) return json;
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ code: 'notAnObject', sentence: `The message is JSON but not an object; it begins ${beginningOf(text)}.` });
  }
  return ok(value as JsonObject);
}

/**
 * JSON of any kind, at most 32 levels deep, or why not.
 *
 * @param what how a sentence calls a text that a person wrote and has before them; of a message it gives the beginning
 * @param isOneLine `what` names the line already
 */
export function readJsonText(text: string, what: string | null = null, isOneLine = false): Result<unknown, Malformed> {
  const name = what ?? 'The message';
  if (text.trim() === '') return err({ code: 'notJson', sentence: `${name} is empty.` });
  if (nestsTooDeep(text)) {
    return err({ code: 'tooDeep', sentence: `${name} nests more than ${MAX_MESSAGE_DEPTH} levels deep.` });
  }
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    const begins = what === null ? `; it begins ${beginningOf(text)}` : '';
    return err({ code: 'notJson', sentence: `${name} is not JSON: it breaks at ${jsonBreakText(text, isOneLine)}${begins}.` });
  }
}

function beginningOf(text: string): string {
  return `"${visibleText(text, MAX_SHOWN_CHARACTERS)}"`;
}

/** One character for each of the first bytes. */
function byteText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, MAX_SHOWN_CHARACTERS + 1));
}

/** Counts brackets outside strings before parsing, so that a hostile depth never reaches the parser. */
function nestsTooDeep(text: string): boolean {
  if (!opensMoreThan(MAX_MESSAGE_DEPTH, text)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_MESSAGE_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Most messages have so few brackets that they cannot nest too deep, whatever stands where; this is soon found out. */
function opensMoreThan(most: number, text: string): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
}

/** @param start where the string's opening quote stands */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) return index;
    if (code === 0x5c) index += 1;
  }
  return text.length;
}
