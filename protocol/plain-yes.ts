import { firmnessOf, type Firmness, isMessageOfSap, isOddName } from './answer-firmness';
import { onlyRepeats, saysAllTaken } from './answer-text';
import { isTakenList, plainName, roleOf } from './answer-names';
import { codeOf, flagOf, isError, isRecord, numberIn, placesIn, stateOf, valuesUnder } from './answer-signs';
import { HARMLESS_KINDS, HOLDERS, OF_DEVICES, OF_IDS, REMARKS } from './answer-vocabulary/field-names';
import { isInert, isPlainUnknown } from './inert-field';
import { type Fields, isNothing, OPERATION_FIELD, plainKey, SERIAL_NAMES } from './near-keys';
import type { Sent } from './sent-words';
import { fieldsIn } from './text-fields';

/**
 * Whether an answer to a list of devices says in plain words that it took the list. It is a closed grammar: each part of the answer is one that is
 * known, with a value that is known there. What cannot be understood is no yes: nobody knows which of the words that a receiver has of its own mean
 * that it refused.
 */

/** Deeper than any answer. */
const MAX_DEPTH = 32;
/** In place of a code where there is none. */
const NO_CODE = /^(?:none|n\/?a|null|nil|-+)$/i;
/** 20000 and the like. */
const LONG_STATUS = /^2\d\d0*$/;
/** Flags under whose names many count. */
const COUNTS_TOO = /^succe(?:ssful|eded)$/;
/** Counts that `readPairAnswer` leaves, because they may be of another table. */
const COUNTS_ROWS = /row|affected/;
/** Counts of something else than devices, which may be more. */
const MAY_BE_MORE = /processed|records|rows|affected|total$|number$/;
const MAX_STATUS = 299;
const STATUS = 200;

/**
 * @param answer parsed JSON, also where it stands in texts, or the text itself where it is none; of a 2xx in which nothing says no
 * @param sent what was sent, and how many devices
 */
export function isPlainYes(answer: unknown, sent: Sent): boolean {
  switch (typeof answer) {
    case 'boolean':
      return answer;
    case 'number':
      return isStatus(answer) || (answer === 1 && sent.count === 1);
    case 'string': {
      const text = answer.trim();
      if (text === '' || onlyRepeats(text, sent) || saysAllTaken(text, sent)) return true;
      const fields = fieldsIn(text);
      return fields !== null && isPlainYes(fields, sent);
    }
    default: {
      if (Array.isArray(answer) && answer.length === 0) return false;
      return isPlainPart(answer, contextOf(answer, sent), 0);
    }
  }
}

interface Context {
  readonly sent: Sent;
  readonly firmness: Firmness;
  /** The answer itself, of which somebody else reads what it refuses, by `rejected`. */
  readonly places: ReadonlySet<unknown>;
  /** It names some as refused, and in one list those that it took. */
  readonly partsList: boolean;
}

function contextOf(answer: unknown, sent: Sent): Context {
  const places = placesIn(answer);
  const isRefused = places.some((place) =>
    valuesUnder(place, ['rejected']).some((list) => Array.isArray(list) && list.length > 0),
  );
  const taken = places.flatMap((place) => valuesUnder(place, ['accepted'])).filter((list) => Array.isArray(list));
  const partsList = isRefused && taken.length === 1;
  return { sent, firmness: firmnessOf(answer, sent), places: new Set(places), partsList };
}

function isPlainPart(value: unknown, context: Context, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return isPlainList(value, null, context, depth);
  if (!isRecord(value)) return false;
  // What stands beside one of the serial numbers of a list may be of that one alone.
  return !context.sent.namesSome(ownTexts(value)) && isPlainRecord(value, context, depth);
}

function isPlainRecord(value: Fields, context: Context, depth: number): boolean {
  const keys = Object.keys(value);
  const serials = keys.filter((key) => context.sent.hasSerial(key));
  if (serials.length > 0 && serials.length < context.sent.count) return false;
  if (saysTwoThings(value)) return false;
  const isPlace = context.places.has(value);
  const isOfSap = isMessageOfSap(value);
  return Object.entries(value).every(
    ([key, inner]) =>
      (isPlace && isReadElsewhere(key, context)) ||
      (isOfSap && isNumberOfSap(key, inner)) ||
      isPlainField(key, inner, context, depth),
  );
}

/** A name in several spellings with other values, or two serial numbers. */
function saysTwoThings(value: Fields): boolean {
  const seen = new Map<string, unknown>();
  return Object.entries(value).some(([key, inner]) => {
    const name = (SERIAL_NAMES as readonly string[]).includes(plainKey(key)) ? 'sn' : plainName(key);
    const isOther = seen.has(name) && seen.get(name) !== inner;
    seen.set(name, inner);
    return isOther;
  });
}

/** The number of a message and where it belongs, in SAP's table of them. */
function isNumberOfSap(key: string, value: unknown): boolean {
  return (
    ['id', 'number', 'row', 'logmsgno', 'logno', 'field', 'parameter'].includes(plainName(key)) && /^[\w ]*$/.test(String(value))
  );
}

/** Whether `readPairAnswer` says what stands there. */
function isReadElsewhere(key: string, { partsList }: Context): boolean {
  const name = plainKey(key);
  if (name === 'rejected' || (partsList && name === 'accepted')) return true;
  return roleOf(key) === 'taken' && !COUNTS_ROWS.test(name);
}

function isPlainField(key: string, value: unknown, context: Context, depth: number): boolean {
  const { sent, firmness } = context;
  if (sent.repeatsField(key, value)) return true;
  if (sent.hasSerial(key)) return isRecord(value) ? isPlainRecord(value, context, depth + 1) : saysYes(value, sent);
  const name = plainName(key);
  if (isOddName(key)) return isNothing(value) && firmness !== 'silent';
  const role = roleOf(key);
  if (OPERATION_FIELD.others.includes(name) && !isRecord(value)) return isNothing(value) || sent.isOperation(String(value));
  if (Array.isArray(value))
    return value.length === 0 ? isFineWhenEmpty(name, role, firmness) : isPlainList(value, key, context, depth);
  if (isRecord(value)) {
    if (Object.keys(value).length === 0 || role === 'errors' || role === 'failures')
      return firmness !== 'silent' && !isError(value);
    return mayHold(name, role, value, sent) && isPlainPart(value, context, depth + 1);
  }
  if ((SERIAL_NAMES as readonly string[]).includes(plainKey(key))) return isNothing(value) || sent.hasSerial(String(value));
  switch (role) {
    case 'flag':
    case 'weakFlag':
    case 'lists': {
      const number = numberIn(value);
      if (isNothing(value)) return firmness !== 'silent';
      if (number !== null) return number >= sent.count || (role === 'flag' && number === 1 && !COUNTS_TOO.test(name));
      return value === true || (typeof value === 'string' && isYesWord(value, sent));
    }
    case 'state':
      if (typeof value === 'string' && numberIn(value) === null && !isNothing(value)) return isYesWord(value, sent);
      return isPlainSign(stateOf(value), firmness);
    case 'code':
      return isPlainCode(value, firmness, sent);
    case 'taken':
      return isNothing(value) || isCount(numberIn(value), name, sent);
    case 'words':
    case 'wrapper':
      return isPlainContent(value, role, context);
    case 'errors':
    case 'failures':
    case 'errorWords':
      return firmness !== 'silent' && (!isError(value) || (typeof value === 'string' && saysAllTaken(value, sent)));
    case 'kind':
      return firmness !== 'silent' && (isNothing(value) || (typeof value === 'string' && HARMLESS_KINDS.test(value.trim())));
    case null:
      return isPlainUnknown(name, value, firmness, sent);
  }
}

function isPlainSign(sign: ReturnType<typeof stateOf>, firmness: Firmness): boolean {
  return sign === 'yes' || sign === 'fine' || ((sign === null || sign === 'zero') && firmness !== 'silent');
}

function isPlainCode(value: unknown, firmness: Firmness, sent: Sent): boolean {
  if (isPlainSign(codeOf(value), firmness)) return typeof value !== 'string' || codeOf(value) !== 'yes' || isYesWord(value, sent);
  return firmness === 'yes' && (numberIn(value) === 1 || NO_CODE.test(String(value)) || LONG_STATUS.test(String(value)));
}

function isPlainContent(value: unknown, role: 'words' | 'wrapper', { sent, firmness }: Context): boolean {
  if (isNothing(value)) return firmness !== 'silent';
  if (value === true) return true;
  if (typeof value === 'string' && (onlyRepeats(value, sent) || saysAllTaken(value, sent))) return true;
  if (role === 'words' || firmness === 'silent') return false;
  const number = numberIn(value);
  return (number !== null && number === sent.count) || isInert(value, sent);
}

/** At least as many as devices; of devices alone exactly so many. */
function isCount(number: number | null, name: string, sent: Sent): boolean {
  return number !== null && (MAY_BE_MORE.test(name) ? number >= sent.count : number === sent.count);
}

/** Whether what stands in an object under such a name is of the answer, or of what it was asked for. */
function mayHold(name: string, role: ReturnType<typeof roleOf>, value: Fields, sent: Sent): boolean {
  if (role === 'wrapper' || role === 'state' || role === 'words' || role === 'lists' || HOLDERS.test(name)) return true;
  if (OF_DEVICES.test(name) || name === 'results') return true;
  return !Object.entries(value).some(
    ([key, inner]) => sent.hasSerial(key) || (numberIn(inner) !== null && roleOf(key) !== 'code') || sent.namesAny(inner),
  );
}

function isFineWhenEmpty(name: string, role: ReturnType<typeof roleOf>, firmness: Firmness): boolean {
  if (firmness === 'silent' || role === 'lists' || role === 'flag') return false;
  return role === 'errors' || role === 'failures' || role === 'errorWords' || !OF_DEVICES.test(name);
}

/** Of a list of devices all have to stand in it, and nothing else; of a list of anything else each is understood. @param key null: the answer itself */
function isPlainList(list: readonly unknown[], key: string | null, context: Context, depth: number): boolean {
  const { sent, firmness } = context;
  if (depth > MAX_DEPTH || sent.namesSome(list)) return false;
  const name = key === null ? '' : plainName(key);
  const role = key === null ? null : roleOf(key);
  if (role === 'errors' || role === 'failures' || role === 'errorWords') return !isError(list);
  const isOfMessages = role === 'words' || REMARKS.test(name) || /^e?[tvs]?return$/.test(name);
  const isOfDevices =
    key === null ||
    role === 'wrapper' ||
    role === 'lists' ||
    role === 'state' ||
    name === 'results' ||
    OF_DEVICES.test(name) ||
    isTakenList(key, list);
  const isWhole = list.length === sent.count || list.every((entry) => typeof entry === 'string' && sent.hasSerial(entry));
  if (list.every((entry) => isRecord(entry))) {
    const namesDevices = sent.namesAny(list);
    if (!areAlike(list) || !(isOfDevices || isOfMessages) || !(isOfMessages || namesDevices || isWhole)) return false;
    return list.every((entry) => isPlainRecord(entry, context, depth + 1));
  }
  if (list.every((entry) => typeof entry === 'string' && sent.hasSerial(entry))) return isOfDevices;
  if (isOfMessages) return list.every((entry) => typeof entry === 'string' && isPlainContent(entry, 'words', context));
  if (!isWhole) return false;
  if (key !== null && (isTakenList(key, list) || OF_IDS.test(name.replace(/s$/, ''))))
    return firmness !== 'silent' && list.every((entry) => typeof entry === 'number' || isInert(entry, sent));
  if (role === 'code') return list.every((entry) => ['fine', 'yes'].includes(codeOf(entry) ?? ''));
  if (isOfDevices || role === 'flag' || role === 'weakFlag') return list.every((entry) => saysYes(entry, sent));
  return firmness !== 'silent' && list.every((entry) => isInert(entry, sent));
}

/** Whether what one has all have: an id or a result that one lacks says something of it. */
function areAlike(entries: readonly Fields[]): boolean {
  const [first, ...others] = entries.map((entry) =>
    Object.keys(entry)
      .filter((key) => roleOf(key) !== 'words' && isSomething(entry[key]))
      .map((key) => ((SERIAL_NAMES as readonly string[]).includes(plainKey(key)) ? 'sn' : plainKey(key)))
      .toSorted()
      .join('\n'),
  );
  return others.every((keys) => keys === first);
}

function isSomething(value: unknown): boolean {
  return !isNothing(value) && value !== 0 && value !== '0' && value !== false;
}

/** Of one device or of all, in one word or a letter. */
function isYesWord(value: string, sent: Sent): boolean {
  return saysAllTaken(value, sent) || (/^[\s"']*(?:t|s|y|1)[\s"']*$/i.test(value) && flagOf(value) === 'yes');
}

function saysYes(value: unknown, sent: Sent): boolean {
  return (
    value === true ||
    value === 1 ||
    (typeof value === 'number' && isStatus(value)) ||
    (typeof value === 'string' && (isYesWord(value, sent) || isStatus(numberIn(value) ?? 0)))
  );
}

function isStatus(number: number): boolean {
  return number >= STATUS && number <= MAX_STATUS;
}

function ownTexts(value: Fields): readonly string[] {
  return Object.values(value).filter((inner) => typeof inner === 'string');
}
