import { saysAllTaken } from './answer-text';
import { plainName, roleOf } from './answer-names';
import { codeOf, flagOf, isRecord, numberIn, stateOf } from './answer-signs';
import { type Fields, isNothing } from './near-keys';
import type { Sent } from './sent-words';

/** How sure the answer as a whole is. `yes`: it says so. `fine`: a code that stands for success. `silent`: it has neither. */
export type Firmness = 'yes' | 'fine' | 'silent';

/** Deeper than any answer. */
const MAX_DEPTH = 32;
/** Signs that a name may have: `#` and `@` of XML, and what may stand between its words. */
const ODD_NAME = /[^\p{L}\p{N}_\-. :/@#$]/u;

/** The most that any part says for the whole: not those of single devices. */
export function firmnessOf(value: unknown, sent: Sent, depth = 0): Firmness {
  if (Array.isArray(value)) {
    const inner = value.map((entry) =>
      isRecord(entry) && isMessageOfSap(entry) ? firmnessOf(entry, sent, depth + 1) : 'silent',
    );
    if (inner.includes('yes')) return 'yes';
    return sent.namesAny(value) && !sent.namesSome(value) ? 'fine' : 'silent';
  }
  if (!isRecord(value) || depth > MAX_DEPTH) return 'silent';
  const found = Object.entries(value).map(([key, inner]): Firmness => {
    if (sent.hasSerial(key) || isOddName(key)) return 'silent';
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
      return value === true || (typeof value === 'string' && saysAllTaken(value, sent)) ? 'yes' : 'silent';
    case 'kind':
      return typeof value === 'string' && /^(?:s|success)$/i.test(value.trim()) ? 'yes' : 'silent';
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

/** Whether it is a row of SAP's table of messages. */
export function isMessageOfSap(value: Fields): boolean {
  const names = Object.keys(value).map((key) => plainName(key));
  return names.includes('type') && names.includes('number') && names.includes('message');
}

/** Whether a name has signs in it that make another one of it: `success?`. */
export function isOddName(key: string): boolean {
  return plainName(key) === '' || ODD_NAME.test(key);
}
