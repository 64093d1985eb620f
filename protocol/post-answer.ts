import { isNothing, keysLike, plainKey, type Fields } from './near-keys';

/** What a receiver says in the body of an answer to a POST, under the names that such answers use, in any spelling of them. */

/**
 * `yes`: nothing in it says no. `no`: it says that it did not take the message. `unclear`: it contradicts itself, or has a code
 * that is not known to mean success.
 */
export type Says = 'yes' | 'no' | 'unclear';

const FLAGS = ['success', 'succeeded', 'successful', 'issuccess', 'ok'];
/** Flags that say whether what was asked for is known. */
const KNOWN = ['registered', 'isregistered', 'found', 'exists'];
const ERRORS = ['error', 'errors', 'err', 'exception'];
const STATES = ['status', 'result', 'state'];
const ERROR_CODES = ['errorcode', 'errcode', 'errno'];
const CODES = ['code', 'statuscode', 'resultcode', 'returncode', 'retcode', ...ERROR_CODES];
/** Where an answer may be wrapped up. */
const WRAPPERS = ['data', 'result', 'response'];
const MAX_DEPTH = 4;
/** Where it may say something of each part. */
const LISTS = [...WRAPPERS, 'results'];
const MESSAGES = ['message', 'error', 'detail', 'reason', 'msg', 'errorMessage', 'errmsg', 'errMsg', 'title'];
const PLAIN_MESSAGES = MESSAGES.map(plainKey);
/** What a Pair says of single serial numbers, or of all. */
const TAKEN = ['accepted', 'rejected', 'processed'];
const DECIDING: ReadonlySet<string> = new Set([...FLAGS, ...ERRORS, ...STATES, ...CODES, ...WRAPPERS, ...LISTS, ...TAKEN]);

const YES_WORD = /^(?:true|yes|ok|okay|success|successful|succeeded|done|accepted|created|1)$/i;
const NO_WORD =
  /^(?:false|no|error|err|failed|failure|fail|rejected|refused|denied|invalid|exception|nok|ng|0)$|^(?:not|error|failed|failure|fail|rejected|refused|denied|aborted|nok|ng)\b/i;
/** A plain word in place of JSON. */
const NO_TEXT = /^"?(?:false|error|fail(?:ed|ure)?|rejected|refused|denied|nok|ng|not (?:ok|okay|accepted|allowed|taken))\b/i;
const NUMBER = /^-?\d+$/;
/** No code, or one of zeros behind a letter, as in `S0000`. */
const PLAIN_SUCCESS = /^(?:[a-z]?0+)?$/i;
/** A letter with a number, as in `A0400`; an S or a V stands for success and for a version. */
const FAILURE_CODE = /^[a-f]0*[1-9]\d*$/i;
/** Of a state that begins with "not": it may be that of something that has not begun yet. */
const NOT_YET = /^not\b(?![\s_-]*(?:found|ok|okay|registered|allowed|accepted|valid|known|exist))/i;

type Sign = 'yes' | 'no' | 'oddCode' | null;

/**
 * Reads the body of a 2xx.
 * @param body parsed JSON, or the text itself where it is none
 */
export function readSays(body: unknown): Says {
  if (body === false) return 'no';
  if (typeof body === 'string') return NO_TEXT.test(body.trim()) ? 'no' : 'yes';
  const places = placesIn(body);
  const signs = places.flatMap(signsIn);
  const parts = [body, ...places.flatMap((place) => valuesUnder(place, LISTS))].filter(Array.isArray).flat().filter(isRecord);
  if (parts.some((part) => signsIn(part).includes('no'))) return 'unclear';
  const tookSome = places.some((place) => takenIn(place).includes('yes'));
  if (signs.includes('no')) return signs.includes('yes') || tookSome ? 'unclear' : 'no';
  return signs.includes('oddCode') && !signs.includes('yes') ? 'unclear' : 'yes';
}

/**
 * Whether an answer proves that nothing of a Pair was taken: a JSON object with an empty list under `accepted`, or with
 * `"processed": false`, and nothing in it that says that something was. Nothing else does.
 */
export function tookNothing(body: unknown): boolean {
  if (!isRecord(body) || claimsTaken(body)) return false;
  const accepted = own(body, 'accepted');
  return own(body, 'processed') === false || (Array.isArray(accepted) && accepted.length === 0);
}

/** Whether an answer, whatever its status, says that something of a Pair was taken. */
export function claimsTaken(body: unknown): boolean {
  return placesIn(body).some(
    (place) =>
      takenIn(place).includes('yes') ||
      valuesUnder(place, FLAGS).some((value) => flagOf(value) === 'yes') ||
      valuesUnder(place, STATES).some((value) => stateOf(value) === 'yes'),
  );
}

/** Whether an answer says somewhere, in whatever way, that nothing of a Pair was taken. */
export function deniesTaking(body: unknown): boolean {
  return placesIn(body).some((place) => takenIn(place).includes('no'));
}

/** What stands of a Pair under `accepted` and `processed`: a list, an object or a count says yes when something is in it. */
function takenIn(place: Fields): Sign[] {
  return [...valuesUnder(place, ['accepted']), ...valuesUnder(place, ['processed'])].map((value) => {
    if (Array.isArray(value)) return value.length > 0 ? 'yes' : 'no';
    if (isRecord(value)) return Object.keys(value).length > 0 ? 'yes' : 'no';
    if (typeof value !== 'string') return flagOf(value);
    return value.trim() === '' ? null : (wordOf(value) ?? 'yes');
  });
}

/** An answer and what is wrapped up in it. */
export function placesIn(body: unknown, depth = 0): readonly Fields[] {
  if (!isRecord(body)) return [];
  return depth === MAX_DEPTH ? [body] : [body, ...valuesUnder(body, WRAPPERS).flatMap((inner) => placesIn(inner, depth + 1))];
}

/** What stands under one of these names, in any spelling. */
export function valuesUnder(record: Fields, names: readonly string[]): readonly unknown[] {
  return keysLike(record, names).map((key) => record[key]);
}

/** Whether a key decides what an answer says, or is on the way there. */
export function isDeciding(key: string): boolean {
  return DECIDING.has(plainKey(key));
}

/** The same of an answer that holds what was asked for, where its words may deny that. */
export function isDecidingOrSaying(key: string): boolean {
  return isDeciding(key) || KNOWN.includes(plainKey(key)) || PLAIN_MESSAGES.includes(plainKey(key));
}

/** The receiver's own words; empty when it has none. */
export function messageIn(body: unknown): string {
  if (!isRecord(body)) return '';
  for (const name of MESSAGES) {
    const value = own(body, name);
    const text = isRecord(value) ? own(value, 'message') : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  for (const name of WRAPPERS) {
    const inner = own(body, name);
    const said = isRecord(inner) && !WRAPPERS.some((wrapper) => isRecord(own(inner, wrapper))) ? messageIn(inner) : '';
    if (said !== '') return said;
  }
  return '';
}

/** What an answer, or a part of it, says is wrong under one of these names. */
export interface SaidFailed {
  readonly key: string;
  readonly value: unknown;
}

/**
 * Where an answer that holds what was asked for says nevertheless that the question failed; null where it does not. Its codes have
 * meanings of their own: those count that are known to mean a failure.
 */
export function failedUnder(body: Fields): SaidFailed | null {
  return (
    deniedUnder(body) ??
    find(body, ERRORS, isError) ??
    find(body, STATES, (value) => stateOf(value) === 'no' && !(typeof value === 'string' && NOT_YET.test(value.trim()))) ??
    find(body, CODES, isFailure) ??
    find(body, ERROR_CODES, (value) => codeOf(value) !== null && codeOf(value) !== 'yes')
  );
}

/** The same of a record: its status, its codes and how many errors it counts are the device's. */
export function deniedUnder(record: Fields): SaidFailed | null {
  return (
    find(record, [...FLAGS, ...KNOWN], (value) => flagOf(value) === 'no') ??
    find(record, ERRORS, (value) => typeof value !== 'number' && isError(value))
  );
}

/** What an answer says in words, under the names of messages. */
export function messagesIn(record: Fields): readonly { readonly key: string; readonly said: string }[] {
  return keysLike(record, PLAIN_MESSAGES).flatMap((key) => {
    const said = record[key];
    return typeof said === 'string' ? [{ key, said }] : [];
  });
}

function find(record: Fields, names: readonly string[], isMeant: (value: unknown) => boolean): SaidFailed | null {
  const key = keysLike(record, names).find((one) => isMeant(record[one]));
  return key === undefined ? null : { key, value: record[key] };
}

function signsIn(record: Fields): Sign[] {
  return [
    ...valuesUnder(record, FLAGS).map(flagOf),
    ...valuesUnder(record, ERRORS).map((value) => (isError(value) ? 'no' : null)),
    ...valuesUnder(record, STATES).map(stateOf),
    ...valuesUnder(record, CODES).map(codeOf),
  ];
}

function flagOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value === 0 ? 'no' : 'yes';
  return typeof value === 'string' ? wordOf(value) : null;
}

/** Status words, and HTTP statuses written into the body; other numbers have a meaning of their own. */
function stateOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const number = numberIn(value);
  if (number !== null) return number >= 400 && number < 600 ? 'no' : null;
  if (typeof value !== 'string') return null;
  return /^partial/i.test(value.trim()) ? 'oddCode' : wordOf(value);
}

/** 0, 200 to 299 and nothing are plain success; a word may say yes or no; whatever else stands there may mean anything. */
function codeOf(value: unknown): Sign {
  if (value === true || isNothing(value)) return null;
  const number = numberIn(value);
  if (number !== null) return number === 0 || (number >= 200 && number < 300) ? null : 'oddCode';
  if (typeof value !== 'string') return 'oddCode';
  return PLAIN_SUCCESS.test(value.trim()) ? null : (wordOf(value) ?? 'oddCode');
}

/** A code that means a failure wherever it stands. */
function isFailure(value: unknown): boolean {
  const number = numberIn(value);
  if (number !== null) return number < 0 || (number >= 400 && number < 600);
  if (typeof value !== 'string') return value === false;
  return (
    wordOf(value) === 'no' ||
    FAILURE_CODE.test(value.trim()) ||
    /err|fail|den(?:y|ied)|reject|refus|invalid|exception|not.?found/i.test(value)
  );
}

/** Whether something stands under `error` that is one. */
function isError(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0 && numberIn(own(value, 'code')) !== 0;
  if (typeof value === 'string') return value.trim() !== '' && !/^(?:0|none|null|no|ok|false|success)$/i.test(value.trim());
  return value === true || (typeof value === 'number' && value !== 0);
}

function wordOf(text: string): Sign {
  const word = text.trim();
  if (YES_WORD.test(word)) return 'yes';
  return NO_WORD.test(word) ? 'no' : null;
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : null;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Fields, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
