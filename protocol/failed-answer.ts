import { CODES, ERROR_CODES, ERRORS, FLAGS, KNOWN, MESSAGES, RESULTS, STATES, TAKEN, WRAPPERS } from './answer-names';
import { codeOf, flagOf, isError, numberIn, stateOf } from './answer-signs';
import { isNotYet } from './answer-words';
import { keysLike, plainKey, type Fields } from './near-keys';

/** Where an answer that holds what was asked for says nevertheless that the question failed. */

const PLAIN_MESSAGES = MESSAGES.map(plainKey);
const DECIDING: ReadonlySet<string> = new Set([...FLAGS, ...ERRORS, ...STATES, ...CODES, ...WRAPPERS, ...RESULTS, ...TAKEN]);
/** A letter with a number, as in `A0400`; an S or a V stands for success and for a version. */
const FAILURE_CODE = /^[a-f]0*[1-9]\d*$/i;
const FAILURE_WORD =
  /^(?:false|no|0)$|^(?:not|nok|ng|aborted)\b|err|fail|den(?:y|ied)|reject|refus|invalid|exception|not.?found/i;

/** What an answer, or a part of it, says is wrong under one of these names. */
export interface SaidFailed {
  readonly key: string;
  readonly value: unknown;
}

/** Whether a key decides what an answer says, is on the way there, or has its words. */
export function isDecidingOrSaying(key: string): boolean {
  const name = plainKey(key);
  return DECIDING.has(name) || KNOWN.includes(name) || PLAIN_MESSAGES.includes(name);
}

/** The first thing that says so; null where nothing does. Its codes have meanings of their own: those count that are known to mean a failure. */
export function failedUnder(body: Fields): SaidFailed | null {
  return (
    deniedUnder(body) ??
    find(body, ERRORS, isError) ??
    find(body, STATES, (value) => stateOf(value) === 'no' && !(typeof value === 'string' && isNotYet(value))) ??
    find(body, CODES, isFailure) ??
    find(body, ERROR_CODES, (value) => ![null, 'yes', 'fine'].includes(codeOf(value)))
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

/** A code that means a failure wherever it stands. */
function isFailure(value: unknown): boolean {
  const number = numberIn(value);
  if (number !== null) return number < 0 || (number >= 400 && number < 600);
  if (typeof value !== 'string') return value === false;
  const code = value.trim();
  return FAILURE_WORD.test(code) || FAILURE_CODE.test(code);
}
