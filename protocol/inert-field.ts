import { saidBy, tokensOf } from './answer-words';
import { numberIn } from './answer-signs';
import {
  ALWAYS_TRUE,
  FLAGS_OF_PAGES,
  OF_ADDRESSES,
  OF_COUNTS,
  OF_FAILURES_ELSEWHERE,
  OF_IDS,
  OF_PAGES,
  OF_PLACES,
  OF_TIMES,
  UNDONE,
  USUALLY_FALSE,
} from './answer-vocabulary/field-names';
import { ENGLISH } from './answer-vocabulary/english';
import { EUROPEAN_AND_KOREAN } from './answer-vocabulary/european';
import { oneOf } from './answer-vocabulary/vocabulary';
import { onlyRepeats } from './answer-text';
import type { Firmness } from './answer-firmness';
import { isNothing } from './near-keys';
import type { Sent } from './sent-words';

/** Fields of an answer that decide nothing: those of known names with what belongs there, and any with a value that can say nothing. */

const VOCABULARIES = [ENGLISH, ...EUROPEAN_AND_KOREAN];
const isOfRefusal = oneOf(VOCABULARIES.flatMap(({ refused, some }) => [refused, some]));
const UUID = /^\{?[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\}?$/i;
const MOMENT =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s,.]*|[\d\s:.,+/TZ-]|am|pm|utc|gmt|cst|ms|secs?|seconds?|s|[年月日时時分秒])+$/i;
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/[^\s]+$/i;
const PATH = /^\/[^\s]*$/;
const OF_A_DOOR = /log-?in|sign-?in|auth|sso|error|fail|reject|denied|expired/i;
/** Letters and digits, as of a trace: no word, and no count. */
const ID = /^(?=.*\d)(?=.*[a-z])[a-z\d][\w.:/+=-]{5,}$/i;
const COUNT_OF = /\d(?:of|von|de|sur|out)\d/i;
const LEAST_ID = 100_000;
/** Three words at most. */
const NAME = /^[^\s?!]+(?:\s[^\s?!]+){0,2}$/;

/** Whether a value can say nothing, whatever its name is. */
export function isInert(value: unknown, sent: Sent): boolean {
  const number = numberIn(value);
  if (number !== null) return Number.isSafeInteger(number) && number >= LEAST_ID;
  if (typeof value !== 'string') return false;
  const text = value.trim();
  if (UUID.test(text) || isMoment(text) || sent.isOperation(text) || onlyRepeats(text, sent)) return true;
  if (ADDRESS.test(text)) return !OF_A_DOOR.test(text);
  return ID.test(text) && !COUNT_OF.test(text) && !isWordOfRefusal(text);
}

/** What stands under a name that decides nothing as far as anybody knows. */
export function isPlainUnknown(name: string, value: unknown, firmness: Firmness, sent: Sent): boolean {
  if (typeof value === 'boolean') return FLAGS_OF_PAGES.test(name) || (value ? ALWAYS_TRUE.test(name) : USUALLY_FALSE.test(name));
  if (isNothing(value)) return firmness !== 'silent';
  const number = numberIn(value);
  if (number !== null) return isPlainNumber(name, number, firmness, sent);
  if (typeof value !== 'string') return false;
  const text = value.trim();
  if (OF_IDS.test(name)) return /\d/.test(text) && !/\s/.test(text);
  if (OF_TIMES.test(name)) return /\d/.test(text) && MOMENT.test(text);
  if (firmness === 'silent') return OF_PLACES.test(name) && /\d/.test(text) && NAME.test(text) && !isWordOfRefusal(text);
  if (UNDONE.test(name)) return false;
  if (OF_ADDRESSES.test(name) && (PATH.test(text) || ADDRESS.test(text))) return !OF_A_DOOR.test(text);
  if (OF_PLACES.test(name)) return NAME.test(text) && !isWordOfRefusal(text) && !FOR_SHOW.test(text);
  return isInert(value, sent);
}

const OF_VERSIONS = /^(?:version|ver|apiversion|line|slot|station|shift|rack|jsonrpc|position)$/;
const FOR_SHOW = /^(?:test(?:ing)?|dry[\s_-]?run|simulat\w*|preview|draft|sandbox|demo|mock)$/i;

function isPlainNumber(name: string, number: number, firmness: Firmness, sent: Sent): boolean {
  if (OF_IDS.test(name) || OF_TIMES.test(name) || OF_PAGES.test(name)) return number >= 0;
  if (OF_VERSIONS.test(name)) return number >= 0;
  if (firmness === 'silent') return false;
  if (OF_FAILURES_ELSEWHERE.test(name) || USUALLY_FALSE.test(name) || UNDONE.test(name)) return number === 0;
  if (OF_COUNTS.test(name)) return number >= sent.count;
  return Number.isSafeInteger(number) && number >= LEAST_ID;
}

function isMoment(text: string): boolean {
  return MOMENT.test(text) && /\d{4}[-/.年]?\d{1,2}|\d{1,2}:\d{2}|\d\D+\d{4}/.test(text);
}

function isWordOfRefusal(text: string): boolean {
  return ['no', 'doubt'].includes(saidBy(text) ?? '') || tokensOf(text).some((token) => isOfRefusal(token));
}
