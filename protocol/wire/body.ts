import { MAX_MESSAGE_BYTES, MAX_MESSAGE_DEPTH } from '../topology';
import { jsonBreakText } from './json-break';
import { err, ok, type Result } from '../result';
import { type Text, text as textOf } from '../texts/text';
import { visibleText } from '../visible-text';

const MAX_SHOWN_CHARACTERS = 60;

/** Why a message cannot be used: its kind for counting, and the reason for people. */
export interface Malformed {
  readonly code: 'tooLarge' | 'notUtf8' | 'notJson' | 'notAnObject' | 'tooDeep' | 'wrongShape';
  readonly reason: Text;
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
      reason: textOf('wire.tooLarge', { bytes: String(bytes.byteLength), most: String(MAX_MESSAGE_BYTES) }),
    });
  }
  try {
    return ok(decodeUtf8(bytes).replace(/^\uFEFF/, ''));
  } catch {
    return err({ code: 'notUtf8', reason: textOf('wire.notUtf8', { begins: beginningOf(byteText(bytes)) }) });
  }
}

/** The same for text that is text already. */
export function parseJsonObject(text: string, what = textOf('subject.message')): Result<JsonObject, Malformed> {
  const json = readJsonText(text, { what });
  if (!json.ok) return json;
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ code: 'notAnObject', reason: textOf('json.noObject', { what, begins: beginningOf(text) }) });
  }
  return ok(value as JsonObject);
}

/** How a text is spoken of that should be JSON. */
interface JsonSubject {
  readonly what?: Text;
  /** A person has it before them; otherwise its beginning is given. */
  readonly isSeen?: boolean;
  /** `what` names the line already. */
  readonly isOneLine?: boolean;
}

/** JSON of any kind, at most 32 levels deep, or why not. */
export function readJsonText(
  text: string,
  { what = textOf('subject.message'), isSeen = false, isOneLine = false }: JsonSubject = {},
): Result<unknown, Malformed> {
  if (text.trim() === '') return err({ code: 'notJson', reason: textOf('json.empty', { what }) });
  if (nestsTooDeep(text))
    return err({ code: 'tooDeep', reason: textOf('json.tooDeep', { what, most: String(MAX_MESSAGE_DEPTH) }) });
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    const at = jsonBreakText(text, isOneLine);
    const reason = isSeen
      ? textOf('json.broken', { what, at })
      : textOf('json.brokenBegins', { what, at, begins: beginningOf(text) });
    return err({ code: 'notJson', reason });
  }
}

function beginningOf(text: string): string {
  return visibleText(text, MAX_SHOWN_CHARACTERS);
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
