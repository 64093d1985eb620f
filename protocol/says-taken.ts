import { isTakenList, roleOf } from './answer-names';
import { codeOf, flagOf, isRecord, numberIn, stateOf } from './answer-signs';
import { countsSome, saidInSentence } from './answer-words';
import { plainKey } from './near-keys';
import type { Sent } from './sent-words';

/** Deeper than any answer: what stands there may say anything. */
const MAX_DEPTH = 64;

/**
 * Whether an answer, whatever else it says and at whatever depth, says of the whole list or of any device that it was taken: then a status or a
 * field that refuses does not prove that nothing was.
 * @param sent what was sent
 */
export function saysSomeTaken(body: unknown, sent: Sent): boolean {
  if (typeof body === 'string') return textSaysSo(body, sent);
  return typeof body === 'boolean' || typeof body === 'number' ? false : partSaysSo(body, sent, 0);
}

function partSaysSo(value: unknown, sent: Sent, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  if (Array.isArray(value))
    return value.some((inner) => (typeof inner === 'string' ? textSaysSo(inner, sent) : partSaysSo(inner, sent, depth + 1)));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, inner]) => fieldSaysSo(key, inner, sent) || partSaysSo(inner, sent, depth + 1));
}

function fieldSaysSo(key: string, value: unknown, sent: Sent): boolean {
  const role = roleOf(key);
  const name = plainKey(key);
  if (sent.hasSerial(key)) return flagOf(value) === 'yes' || stateOf(value) === 'yes' || stateOf(value) === 'fine';
  if (name === 'accepted' || name === 'processed') return isSomething(value);
  if (isTakenList(key, value) && Array.isArray(value)) return value.length > 0;
  switch (role) {
    case 'flag':
    case 'weakFlag':
      return flagOf(value) === 'yes' || (isRecord(value) && Object.keys(value).length > 0);
    case 'state':
      return stateOf(value) === 'yes' || (typeof value === 'string' && value.trim() === '1');
    case 'code':
      return codeOf(value) === 'yes';
    case 'taken':
      return (numberIn(value) ?? 0) > 0;
    default:
      return typeof value === 'string' && textSaysSo(value, sent);
  }
}

/** A list, an object or a count in which something is, or a yes. */
function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  if (typeof value !== 'string') return flagOf(value) === 'yes';
  return value.trim() !== '' && flagOf(value) !== 'no';
}

/** `2 of 3 paired`, or a word of success beside a serial number. */
function textSaysSo(text: string, sent: Sent): boolean {
  return countsSome(text) || (sent.namesAny(text) && hasYes(text, sent));
}

function hasYes(text: string, sent: Sent): boolean {
  return text.split(/[,;.\n|]/).some((part) => {
    const rest = sent.without(part);
    return typeof rest === 'string' && saidInSentence(rest) === 'yes';
  });
}
