import { speaksOfSome } from './answer-text';
import { isTakenList, plainName, roleOf } from './answer-names';
import { codeOf, flagOf, isRecord, numberIn, own, stateOf } from './answer-signs';
import { namesFailure } from './answer-words';
import { ALWAYS_TRUE, OF_IDS, OF_PAGES, OF_TIMES, REMARKS, USUALLY_FALSE } from './answer-vocabulary/field-names';
import { isInert } from './inert-field';
import { type Fields, isNothing, OPERATION_FIELD, SERIAL_NAMES } from './near-keys';
import { type Sent, sentWords } from './sent-words';
import { fieldsIn } from './text-fields';

/**
 * Whether an answer that refuses a list of devices refuses all of it: nothing in it, at any depth, says or may say of some of them that they were
 * taken. What is not so leaves the list open: a device that was taken, and is offered again as refused, is paired twice.
 */

/** Deeper than any answer: what stands there may say anything. */
const MAX_DEPTH = 64;
/** Names of lists that say what is wrong. */
const LISTS_OF_ERRORS =
  /^(?:details?|messages?|errors?|violations|validationerrors|fielderrors|modelstate|causes?|issues|problems|loc|path|paramnames|stack|stacktrace|trace)$/;
const NUMBERS_OF_A_PLACE =
  /^(?:row|line|column|col|field|version|ver|apiversion|level|severity|priority|retryafter|httpstatus|http)$/;
/** To each its own. */
const MULTI_STATUS = 207;
const NUMBER_OF_SAP = /^0\d\d$/;
/** How many were asked for. */
const OF_ALL = /^(?:total|requested|expected|sent|submitted)(?:count|qty|number)?$/;
const YES_KIND = /^(?:s|success)$/i;

/** @param body parsed JSON, or the text itself where it is none */
export function isWholeNo(body: unknown, sent: Sent): boolean {
  if (typeof body === 'string') {
    const fields = fieldsIn(body.trim());
    return !speaksOfSome(body, sent, false) && (fields === null || !recordSaysSome(fields, sent, false, 0));
  }
  return !saysSome(body, sent, null, false, 0);
}

/**
 * Whether an answer proves that nothing of a Pair was taken: a JSON object with an empty list under `accepted`, or with
 * `"processed": false`, and nothing in it that says, or may say, that something was. Nothing else does.
 */
export function tookNothing(body: unknown, sent: Sent = sentWords('', true)): boolean {
  if (!isRecord(body)) return false;
  const accepted = own(body, 'accepted');
  const isDenied = own(body, 'processed') === false || (Array.isArray(accepted) && accepted.length === 0);
  return isDenied && isWholeNo(body, sent);
}

/** @param key null: the answer itself */
function saysSome(value: unknown, sent: Sent, key: string | null, isOfErrors: boolean, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  if (Array.isArray(value)) return listSaysSome(value, sent, key, isOfErrors, depth);
  if (isRecord(value)) return recordSaysSome(value, sent, isOfErrors, depth);
  if (typeof value === 'string') return speaksOfSome(value, sent, isOfErrors);
  return value === true || mayCount(numberIn(value), sent);
}

function recordSaysSome(record: Fields, sent: Sent, isOfErrors: boolean, depth: number): boolean {
  const entries = Object.entries(record);
  const named = entries.filter(([key]) => sent.hasSerial(key));
  if (named.length > 0 && named.length < sent.count) return true;
  if (depth > 0 && isOfDevice(record, sent) && deviceSaysYes(record, sent)) return true;
  return entries.some(([key, value]) => {
    if (sent.repeatsField(key, value)) return false;
    return sent.hasSerial(key) ? entrySaysYes(value, sent, depth) : fieldSaysSome(key, value, sent, isOfErrors, depth);
  });
}

/** What stands under a serial number: a word of failure, a status of one, or an object that says no. */
function entrySaysYes(value: unknown, sent: Sent, depth: number): boolean {
  if (isRecord(value)) return deviceSaysYes(value, sent) || recordSaysSome(value, sent, true, depth + 1);
  if (typeof value === 'string' && numberIn(value) === null) return speaksOfSome(value, sent, true);
  return value !== false && stateOf(value) !== 'no';
}

/** Whether an object that is of one device, or of a step, says yes by a status. */
function deviceSaysYes(value: Fields, sent: Sent): boolean {
  return Object.entries(value).some(([key, inner]) => {
    const role = roleOf(key);
    if (role === 'code' || role === 'state') return ['yes', 'fine'].includes((role === 'code' ? codeOf : stateOf)(inner) ?? '');
    const number =
      typeof inner === 'string' ? Number(/^\s*(?:HTTP\/\d(?:\.\d)?\s+)?(\d{3})\b/i.exec(inner)?.[1]) : numberIn(inner);
    return number !== null && number >= 200 && number < 300 && !sent.hasSerial(String(inner));
  });
}

function fieldSaysSome(key: string, value: unknown, sent: Sent, isOfErrors: boolean, depth: number): boolean {
  const [name, role] = [plainName(key), roleOf(key)];
  const isUnderErrors = isOfErrors || role === 'errors' || role === 'failures' || role === 'errorWords';
  if (name === 'rejected') return rejectedSaysSome(value, sent, depth);
  if (name === 'accepted' || name === 'processed' || isTakenList(key, value)) return isSomething(value);
  if (Array.isArray(value) || isRecord(value)) {
    if (role === 'flag' || role === 'weakFlag') return isSomething(value);
    if (role === 'failures' && !namesAll(value, sent) && sent.namesAny(value)) return true;
    return saysSome(value, sent, key, isUnderErrors, depth + 1);
  }
  if (isNothing(value)) return false;
  const number = numberIn(value);
  if ((role === 'code' || role === 'state') && number === MULTI_STATUS) return true;
  switch (role) {
    case 'flag':
    case 'weakFlag':
    case 'lists':
      return number === null ? flagOf(value) === 'yes' || textSaysSome(value, sent, isUnderErrors) : number > 0;
    case 'state':
      return (
        stateOf(value) === 'yes' ||
        (typeof value === 'string' && value.trim() === '1') ||
        textSaysSome(value, sent, isUnderErrors)
      );
    case 'code':
      return codeOf(value) === 'yes' || textSaysSome(value, sent, isUnderErrors);
    case 'taken':
      return number === null ? textSaysSome(value, sent, false) || value === true : number > 0;
    case 'errors':
      return name.endsWith('s') && number !== null ? isFewer(number, sent) : textSaysSome(value, sent, true);
    case 'failures':
      return number === null ? textSaysSome(value, sent, true) : isFewer(number, sent);
    case 'kind':
      return typeof value === 'string' && (YES_KIND.test(value.trim()) || textSaysSome(value, sent, isUnderErrors));
    case 'errorWords':
    case 'words':
    case 'wrapper':
      return number === null ? value === true || textSaysSome(value, sent, isUnderErrors) : mayCount(number, sent);
    case null:
      return unknownSaysSome(key, name, value, number, sent, isUnderErrors);
  }
}

function unknownSaysSome(
  key: string,
  name: string,
  value: unknown,
  number: number | null,
  sent: Sent,
  isOfErrors: boolean,
): boolean {
  if (typeof value === 'boolean') return value && !ALWAYS_TRUE.test(name) && !USUALLY_FALSE.test(name) && !namesFailure(key);
  if (OPERATION_FIELD.others.includes(name)) return false;
  if ((SERIAL_NAMES as readonly string[]).includes(name)) return !isOfErrors && sent.namesSome(String(value));
  if (OF_IDS.test(name) || OF_TIMES.test(name) || OF_PAGES.test(name) || NUMBERS_OF_A_PLACE.test(name))
    return !/^\S*$/.test(String(value)) && textSaysSome(value, sent, true);
  if (number !== null)
    return !(OF_ALL.test(name) && number === sent.count) && !NUMBER_OF_SAP.test(String(value)) && mayCount(number, sent);
  if (!isOfErrors && sent.namesAny(value)) return true;
  return !isInert(value, sent) && textSaysSome(value, sent, isOfErrors);
}

function textSaysSome(value: unknown, sent: Sent, isOfErrors: boolean): boolean {
  return typeof value === 'string' && numberIn(value) === null && speaksOfSome(value, sent, isOfErrors);
}

/** A list of what is wrong, which names all devices or none; any other list in which something is may be one of what was taken. */
function listSaysSome(list: readonly unknown[], sent: Sent, key: string | null, isOfErrors: boolean, depth: number): boolean {
  const entries = list.filter((entry) => !isNothing(entry));
  if (entries.length === 0) return false;
  const name = key === null ? '' : plainName(key);
  const role = key === null ? null : roleOf(key);
  const isOfWrongs =
    isOfErrors || LISTS_OF_ERRORS.test(name) || role === 'words' || REMARKS.test(name) || /^e?[tvs]?return$/.test(name);
  if (!isOfWrongs) return true;
  if (entries.some((entry) => isRecord(entry) && deviceSaysYes(entry, sent))) return true;
  const devices = entries.filter((entry) => isOfDevice(entry, sent));
  if (devices.length > 0 && !namesAll(devices, sent)) return true;
  return entries.some((entry) => {
    if (typeof entry === 'number') return false;
    return saysSome(entry, sent, null, true, depth + 1);
  });
}

function isOfDevice(entry: unknown, sent: Sent): boolean {
  if (isRecord(entry)) return Object.values(entry).some((inner) => typeof inner === 'string' && sent.hasSerial(inner));
  return typeof entry === 'string' && sent.hasSerial(entry);
}

function rejectedSaysSome(value: unknown, sent: Sent, depth: number): boolean {
  if (typeof value === 'object' && value !== null) {
    if (isNothing(value)) return false;
    return !namesAll(value, sent) || saysSome(value, sent, 'errors', true, depth + 1);
  }
  const number = numberIn(value);
  return number === null ? textSaysSome(value, sent, true) : isFewer(number, sent);
}

/** Where nobody knows what was sent, whatever is named is all. */
function namesAll(value: unknown, sent: Sent): boolean {
  if (sent.count === 0) return true;
  return sent.namesAny(value) && !sent.namesSome(value);
}

/** A list, an object or a count in which something is, or a yes. */
function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  if (typeof value !== 'string') return flagOf(value) === 'yes';
  return value.trim() !== '' && flagOf(value) !== 'no';
}

function isFewer(number: number, sent: Sent): boolean {
  return number > 0 && number < sent.count;
}

/** A number of which nobody knows what it counts. */
function mayCount(number: number | null, sent: Sent): boolean {
  return number !== null && number > 0 && number <= sent.count;
}
