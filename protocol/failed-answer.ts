import { CODES, ERROR_CODES, ERRORS, FLAGS, KNOWN, MESSAGES, roleOf, STATES } from './answer-names';
import { codeOf, flagOf, isError, numberIn, stateOf } from './answer-signs';
import { isNotYet, saidInSentence } from './answer-words';
import { keysLike, plainKey, type Fields } from './near-keys';

/** Where an answer that holds what was asked for says nevertheless that the question failed. */

const PLAIN_MESSAGES = MESSAGES.map(plainKey);
/** Names that say how a call went, and nothing of a device. */
const OF_CALL = '(?:ret(?:urn)?|resp(?:onse)?|answer|reply|api|query|search|lookup|req(?:uest)?|call|mes|http|biz|business)';
const CALL_STATE = new RegExp(`^${OF_CALL}{1,2}(?:status|state|result|flag)$|^(?:状态|状態|狀態|结果|結果)$`);
const CALL_CODE = new RegExp(`^${OF_CALL}{1,2}(?:code|rc)$|^rc$|^ret(?:val|value)?$`);
const VALID = ['valid', 'isvalid', 'isok', 'issucceeded', 'issuccessful'];
/** In the middle of a message, too; `无异常` is none. */
const HAN_FAILURE = /失败|失敗|错误|錯誤|异常|異常|拒绝|拒絕/;
/** A letter with a number, as in `A0400`; an S or a V stands for success and for a version. */
const FAILURE_CODE = /^[a-f]0*[1-9]\d*$/i;
const FAILURE_WORD =
  /^(?:false|no|0)$|^(?:not|nok|ng|aborted)\b|err|fail|den(?:y|ied)|reject|refus|invalid|exception|not.?found/i;

/** What an answer, or a part of it, says is wrong under one of these names. */
export interface SaidFailed {
  readonly key: string;
  readonly value: unknown;
}

/** The first thing that says so; null where nothing does. Its codes have meanings of their own: those count that are known to mean a failure. */
export function failedUnder(body: Fields): SaidFailed | null {
  return (
    deniedUnder(body) ??
    find(body, ERRORS, isError) ??
    find(body, VALID, (value) => flagOf(value) === 'no') ??
    findKey(body, (name) => STATES.includes(name) || CALL_STATE.test(name), saysNo) ??
    findKey(body, (name) => CODES.includes(name) || CALL_CODE.test(name), isFailure) ??
    find(body, ERROR_CODES, (value) => ![null, 'yes', 'fine'].includes(codeOf(value))) ??
    findKey(
      body,
      (name) => roleOf(name) === 'failures',
      (value) => typeof value === 'boolean' && value,
    ) ??
    findKey(
      body,
      (name) => roleOf(name) === 'errorWords',
      (value) => typeof value === 'string' && isError(value) && saidInSentence(value) !== null,
    ) ??
    find(body, PLAIN_MESSAGES, saysFailure)
  );
}

function saysNo(value: unknown): boolean {
  return stateOf(value) === 'no' && !(typeof value === 'string' && isNotYet(value));
}

function saysFailure(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const said = saidInSentence(value);
  return said === 'no' || (said === 'doubt' && HAN_FAILURE.test(value));
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

function findKey(record: Fields, isNamed: (name: string) => boolean, isMeant: (value: unknown) => boolean): SaidFailed | null {
  const key = Object.keys(record).find((one) => isNamed(plainKey(one)) && isMeant(record[one]));
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
