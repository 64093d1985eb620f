import { roleOf } from './answer-names';
import { codeOf, flagOf, isRecord, numberIn, placesIn, sentenceOf, stateOf, valuesUnder } from './answer-signs';
import { saidBy, saidInSentence } from './answer-words';
import { type Fields, isNothing, OPERATION_FIELD, plainKey, SERIAL_NAMES } from './near-keys';
import { fieldsIn } from './post-answer';
import type { Sent } from './sent-words';

/**
 * Whether an answer to a list of devices says in plain words that it took the list. What cannot be understood is no yes: nobody knows which of
 * the words that a receiver has of its own mean that it refused.
 */

/** Deeper than any answer. */
const MAX_DEPTH = 32;
/** Names of what says nothing of the devices: ids, times, where it was handled and by what. */
const SAYS_NOTHING =
  /^(?:_?id|uuid|guid|oid|(?:request|trace|span|correlation|transaction|transact|txn|trans|message|msg|job|task|batch|order|record|receipt|ticket|session|event|log|pair|pairing|operation|device|user|operator|creator|server|instance|node|station|line|site|plant|work|row|entity|object|sequence|seq|serial)(?:id|uuid|guid|no|key)|job|sequence|seq|time|timestamp|datetime|date|ts|now|(?:server|system|response|request|create|created|update|updated|modify|modified|insert|inserted|start|end|finish|finished|process|processed|pair|paired|received?|operate|operation|current|sys)(?:time|date|timestamp|at|on|datetime)|duration|elapsed|took|cost|costtime|elapsedms|durationms|tookms|ms|version|apiversion|ver|revision|rev|api|service|server|host|hostname|instance|env|environment|locale|lang|language|charset|jsonrpc|createdby|updatedby|createby|updateby|modifiedby|insertedby|operator|user|username)$/;
/** Flags of a stored entity that are usually false. */
const USUALLY_FALSE =
  /^(?:is)?(?:deleted|del|archived|cached|dryrun|test|retry|simulated|simulation|readonly|encrypted|compressed)$/;
/** Flags of a part of a list, which say nothing of what is in it. */
const OF_PAGES = /^(?:hasmore|hasnext|more|last|islast)$/;
/** It was done for show. */
const FOR_SHOW = /^(?:test(?:ing)?|dry[\s_-]?run|simulat\w*|preview|draft|sandbox|demo|mock)$/i;
const QUESTION = /[?？]/;
/** Names of what was not done, or not yet. */
const UNDONE =
  /remain|pending|left|wait|defer|postpon|undone|todo|hold|held|lock|exclu|drop|miss|skip|ignor|fail|error|reject|unmatch|unproc|retry|conflict|duplic/;
/** Names of counts of what was handled. */
const COUNT =
  /(?:count|cnt|total|qty|quantity|rows?|records?|size|length|affected|effected|updated|modified|matched|inserted|changed|created|saved|paired|bound|accepted|success|succeeded|passed|taken|processed)$|^n$|^(?:n|num|numof|numberof)(?:devices?|units?|items?|sns?|serials?|matched|modified|updated|inserted|changed|upserted)$/;
/** And of lists of them, which an empty list would contradict. */
const OF_DEVICES =
  /(?:sns?|serials?|serialno|serialnumbers?|devices?|units?|items?|snarray|snlist|pairs|pairings?|bindings?|paired|bound|accepted|passed|list|rows|records)$/;
/** In place of a code where there is none. */
const NO_CODE = /^(?:none|n\/?a|null|nil|-+)$/i;
/** Counts that `readPairAnswer` leaves, because they may be of another table. */
const COUNTS_ROWS = /row|affected/;
const REMARKS = /^(?:warnings?|notes?|infos?|hints?|remarks?)$/;
const MAX_STATUS = 299;
const STATUS = 200;

/** How sure the answer as a whole is. `yes`: it says so. `fine`: a code that stands for success. `silent`: it has neither. */
type Firmness = 'yes' | 'fine' | 'silent';

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
      const fields = fieldsIn(answer.trim());
      return answer.trim() === '' || (fields === null ? isPlainText(answer, sent) : isPlainYes(fields, sent));
    }
    default:
      return !Array.isArray(answer) || answer.length > 0 ? isPlainPart(answer, contextOf(answer, sent), 0) : false;
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
  return { sent, firmness: firmnessOf(answer, sent), places: new Set(places), partsList: isRefused && taken.length === 1 };
}

/** The most that any part says for the whole: not those of single devices. */
function firmnessOf(value: unknown, sent: Sent, depth = 0): Firmness {
  if (Array.isArray(value)) return sent.namesAny(value) && !sent.namesSome(value) ? 'fine' : 'silent';
  if (!isRecord(value) || depth > MAX_DEPTH) return 'silent';
  const found = Object.entries(value).map(([key, inner]): Firmness => {
    if (sent.hasSerial(key)) return 'silent';
    const own = typeof inner === 'object' ? firmnessOf(inner, sent, depth + 1) : 'silent';
    return own === 'silent' ? firmnessOfField(key, inner, sent) : own;
  });
  return found.find((one) => one === 'yes') ?? found.find((one) => one === 'fine') ?? 'silent';
}

function firmnessOfField(key: string, value: unknown, sent: Sent): Firmness {
  switch (roleOf(key)) {
    case 'flag':
      return flagOf(value) === 'yes' ? 'yes' : 'silent';
    case 'state':
      return firmnessOfSign(stateOf(value));
    case 'code':
      return isNothing(value) ? 'silent' : firmnessOfSign(codeOf(value));
    case 'words':
    case 'wrapper':
      return typeof value === 'string' && saidInSentence(restOf(value, sent)) === 'yes'
        ? 'yes'
        : value === true
          ? 'yes'
          : 'silent';
    case 'taken':
      return (numberIn(value) ?? 0) >= sent.count ? 'fine' : 'silent';
    case 'lists':
    case 'weakFlag':
      return value === true || (typeof value === 'string' && flagOf(value) === 'yes') ? 'yes' : 'silent';
    default:
      return 'silent';
  }
}

function firmnessOfSign(sign: ReturnType<typeof stateOf>): Firmness {
  return sign === 'yes' ? 'yes' : sign === 'fine' ? 'fine' : 'silent';
}

function isPlainPart(value: unknown, context: Context, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return isPlainList(value, '', context, depth);
  if (!isRecord(value)) return false;
  // What stands beside one of the serial numbers of a list may be of that one alone.
  return !context.sent.namesSome(ownTexts(value)) && isPlainRecord(value, context, depth);
}

function isPlainRecord(value: Fields, context: Context, depth: number): boolean {
  const keys = Object.keys(value);
  const serials = keys.filter((key) => context.sent.hasSerial(key));
  if (serials.length > 0 && serials.length < context.sent.count) return false;
  const isPlace = context.places.has(value);
  return Object.entries(value).every(
    ([key, inner]) => (isPlace && isReadElsewhere(key, context)) || isPlainField(key, inner, context, depth),
  );
}

/** Whether `readPairAnswer` says what stands there. */
function isReadElsewhere(key: string, { partsList }: Context): boolean {
  const name = plainKey(key);
  return name === 'rejected' || (partsList && name === 'accepted') || (roleOf(key) === 'taken' && !COUNTS_ROWS.test(name));
}

function isPlainField(key: string, value: unknown, context: Context, depth: number): boolean {
  const { sent, firmness } = context;
  if (sent.repeatsField(key, value)) return true;
  if (sent.hasSerial(key)) return isRecord(value) ? isPlainRecord(value, context, depth + 1) : saysYes(value);
  const name = plainKey(key);
  const role = roleOf(key);
  if (OPERATION_FIELD.others.includes(name) && !isRecord(value)) return isNothing(value) || sent.isOperation(String(value));
  if (Array.isArray(value))
    return value.length === 0 ? isFineWhenEmpty(name, role, firmness) : isPlainList(value, key, context, depth);
  if (isRecord(value)) {
    const isEmpty = Object.keys(value).length === 0;
    return isEmpty ? firmness !== 'silent' : isPlainPart(value, context, depth + 1);
  }
  if ((SERIAL_NAMES as readonly string[]).includes(name)) return isNothing(value) || sent.hasSerial(String(value));
  switch (role) {
    case 'flag':
    case 'lists':
      return isNothing(value) ? firmness !== 'silent' : typeof value === 'number' || flagOf(value) === 'yes';
    case 'weakFlag': {
      const number = numberIn(value);
      if (isNothing(value)) return firmness !== 'silent';
      return number === null ? flagOf(value) === 'yes' : number >= sent.count;
    }
    case 'state':
      return isPlainSign(stateOf(value), firmness);
    case 'code':
      return (
        isPlainSign(codeOf(value), firmness) || (firmness === 'yes' && (numberIn(value) === 1 || NO_CODE.test(String(value))))
      );
    case 'taken':
      return isNothing(value) || (numberIn(value) ?? 0) >= sent.count;
    case 'words':
    case 'wrapper':
      if (isNothing(value)) return firmness !== 'silent';
      return value === true || (typeof value === 'string' && isPlainMessage(value, context));
    case 'errors':
    case 'failures':
    case 'errorWords':
    case 'kind':
      // Whoever reads what speaks against it has found nothing there; that alone is no yes.
      return firmness !== 'silent';
    case null:
      return isPlainScalar(name, value, context);
  }
}

function isPlainSign(sign: ReturnType<typeof stateOf>, firmness: Firmness): boolean {
  return (
    (sign === null && firmness !== 'silent') || sign === 'yes' || sign === 'fine' || (sign === 'zero' && firmness !== 'silent')
  );
}

/** What stands under a name that decides nothing as far as anybody knows. */
function isPlainScalar(name: string, value: unknown, { sent, firmness }: Context): boolean {
  if (typeof value === 'boolean') return OF_PAGES.test(name) || (!value && USUALLY_FALSE.test(name));
  if (isNothing(value)) return firmness !== 'silent';
  if (UNDONE.test(name) && isSomething(value)) return false;
  const isSilent = SAYS_NOTHING.test(name);
  const number = numberIn(value);
  if (number !== null) {
    if (isSilent) return true;
    return COUNT.test(name) ? firmness !== 'silent' && number >= sent.count : firmness !== 'silent';
  }
  if (typeof value !== 'string') return false;
  const rest = restOf(value, sent);
  if (rest === '') return true;
  if (FOR_SHOW.test(rest)) return false;
  const said = saidBy(rest);
  // An id may be like a word of failure (`NG-17`); a name without a digit is none.
  const isId = isSilent && /\d/.test(rest) && !/\s/.test(value.trim());
  if (said === 'no' || said === 'doubt' || sentenceOf(rest) === 'words') return isId;
  return said === 'yes' || firmness !== 'silent' || (isSilent && /\d/.test(rest));
}

function isFineWhenEmpty(name: string, role: ReturnType<typeof roleOf>, firmness: Firmness): boolean {
  if (firmness === 'silent' || role === 'lists' || role === 'flag') return false;
  return role === 'errors' || role === 'failures' || role === 'errorWords' || !OF_DEVICES.test(name);
}

/** Of a list that names serial numbers, all have to stand in it, and nothing else. */
function isPlainList(list: readonly unknown[], key: string, context: Context, depth: number): boolean {
  const { sent, firmness } = context;
  const role = roleOf(key);
  if (role === 'errors' || role === 'failures') return true;
  if (sent.namesSome(list) || !areAlike(list.filter((entry) => isRecord(entry)))) return false;
  const namesSerials = list.some((entry) => typeof entry === 'string' && sent.hasSerial(entry));
  return list.every((entry) => {
    if (Array.isArray(entry)) return depth < MAX_DEPTH && isPlainList(entry, key, context, depth + 1);
    if (isRecord(entry)) return depth < MAX_DEPTH && isPlainRecord(entry, context, depth + 1);
    if (typeof entry === 'number') return firmness !== 'silent' && !namesSerials;
    if (typeof entry !== 'string') return entry === true;
    if (sent.hasSerial(entry)) return true;
    return (
      !namesSerials &&
      (saidInSentence(restOf(entry, sent)) === 'yes' ||
        ((role === 'words' || REMARKS.test(plainKey(key))) && isPlainMessage(entry, context)))
    );
  });
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

/** A sentence of known words, or where the answer says yes elsewhere one in which nothing speaks against it. */
function isPlainMessage(message: string, { sent, firmness }: Context): boolean {
  if (isPlainText(message, sent)) return true;
  const rest = restOf(message, sent);
  return firmness === 'yes' && !sent.namesAny(message) && countsAll(rest, sent) && sentenceOf(rest) === null;
}

function isPlainText(text: string, sent: Sent): boolean {
  if (sent.namesSome(text) || QUESTION.test(text)) return false;
  const rest = restOf(text, sent);
  return rest === '' || (saidInSentence(rest) === 'yes' && countsAll(rest, sent));
}

/** Whether no number in a sentence is fewer than the devices that were sent, unless it is a status. */
function countsAll(words: string, sent: Sent): boolean {
  const numbers = words.match(/\d+/g) ?? [];
  return numbers.every((digits) => Number(digits) === 0 || isStatus(Number(digits)) || Number(digits) >= sent.count);
}

function saysYes(value: unknown): boolean {
  return (
    value === true ||
    value === 1 ||
    (typeof value === 'number' && isStatus(value)) ||
    (typeof value === 'string' && saidBy(value) === 'yes')
  );
}

function isStatus(number: number): boolean {
  return number >= STATUS && number <= MAX_STATUS;
}

function restOf(text: string, sent: Sent): string {
  const rest = sent.without(text);
  return typeof rest === 'string' ? rest.trim() : '';
}

function ownTexts(value: Fields): readonly string[] {
  return Object.values(value).filter((inner) => typeof inner === 'string');
}
