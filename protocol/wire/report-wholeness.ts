import { codeOf, flagOf, isError } from '../answer-signs';
import { saidBy } from '../answer-words';
import { countSaid } from '../mes-counts';
import { deniesByName } from '../mes-denied-names';
import { saysError } from '../mes-error-names';
import { moreIn } from '../mes-more-names';
import { joinedName } from '../name-words';
import { isNothing, plainKey, type Fields } from '../near-keys';

/** What in a report says that it is not whole, or not of now, under any name. */

const CUT =
  /^(?:is|was)?(?:partial|incomplete|truncated|cut|timedout|timeout|aborted|failed|interrupted|stale|cached|outdated|simulated|simulation|dryrun|fake|mock|dummy|未完成|不完整|部分|模拟|模擬)$/u;
const WHOLE =
  /^(?:is|was)?(?:success(?:ful)?|succeeded|ok|okay|complete|completed|whole|valid|finished|done|ready|fresh|完成|成功|完整)$/u;
const STATE = /^(?:status|state|result|outcome|phase|stage|collection(?:status|state|result)|状态|狀態|结果|結果)$/u;
const CODE = /^(?:exit|return|ret|result|status|error|err)(?:code|value|val|status)$|^(?:rc|errno)$/;
const LEFT_OUT =
  /^(?:unread(?:able)?|skipped|missing|unknown|lost|omitted|failed|ignored|unreachable)(?:ports?|interfaces?|nics?|ifaces?|macs?|cards?|lans?|devices?)?$/;
const NOT_ALL = /^\D{0,12}?(\d+)\s*(?:\/|of|out of|von|共|／)\s*(\d+)$/i;
const PART = /^(?:seq|sequence|chunk|part|segment|page|frame)(?:no|nr|number|index)?$/;
const PARTS = /^(?:total|num|number|of)*(?:parts|chunks|segments|pages|frames)(?:total|count)?$/;
const MESSAGE = /^(?:message|msg|note|remark|info|detail)s?$/;
const COULD_NOT =
  /(?<!\p{L})(?:could not|couldn't|cannot|can't|unable to|failed to|not (?:be )?read|no permission)(?!\p{L})|无法|無法|未能/iu;
const GONE =
  /^(?:removed|missing|absent|stale|timeout|timed out|gone|lost|partial|incomplete|unknown error|unreadable|aborted)$/i;
/** Of an entry. */
const THERE = /^(?:is)?(?:ok|present|exists?|detected|valid|success(?:ful)?|found|readable|available|complete)$/;
const NOT_THERE = /^(?:is|was)?(?:missing|removed|absent|stale|notpresent|notfound|unreadable|lost|gone|invalid|notdetected)$/;

export interface NotWhole {
  readonly key: string;
  readonly value: unknown;
}

/**
 * @param fields of a report, without those that are read
 * @param counts how many interfaces it may be said to have: all of them, and those that are ports
 */
export function notWholeIn(fields: Fields, counts: readonly number[]): NotWhole | null {
  for (const [key, value] of Object.entries(fields)) if (saysNotWhole(key, value, counts)) return { key, value };
  return moreIn({ fields, where: 'answer', isWhole: true, path: 'report', key: 'report' });
}

function saysNotWhole(key: string, value: unknown, counts: readonly number[]): boolean {
  const name = joinedName(key);
  const count = LEFT_OUT.test(name) ? null : countSaid(key, value);
  return (
    saysCut(key, value) ||
    (isErrorKey(key) && isError(value)) ||
    saysError(key, value, false) ||
    (WHOLE.test(name) && flagOf(value) === 'no') ||
    (STATE.test(name) && saysFailed(value)) ||
    (CODE.test(name) &&
      !isNothing(value) &&
      typeof value !== 'object' &&
      !['yes', 'fine', 'zero', null].includes(codeOf(value))) ||
    (LEFT_OUT.test(name) && isError(value)) ||
    ((PART.test(name) || STATE.test(name)) && typeof value === 'string' && isLess(value)) ||
    (PARTS.test(name) && Number(value) > 1) ||
    (MESSAGE.test(name) && typeof value === 'string' && COULD_NOT.test(value)) ||
    (count !== null && !counts.includes(count))
  );
}

/** What an entry says of its port: that it is not there, or could not be read. Numbers count errors. */
export function notThereIn(row: Fields): NotWhole | null {
  for (const [key, value] of Object.entries(row)) {
    const name = joinedName(key);
    const says =
      saysCut(key, value) ||
      (typeof value === 'string' && ((isErrorKey(key) && isError(value)) || (STATE.test(name) && saysFailed(value)))) ||
      (THERE.test(name) && flagOf(value) === 'no') ||
      (NOT_THERE.test(name) && flagOf(value) === 'yes') ||
      (typeof value === 'boolean' && deniesByName(key, value, true));
    if (says) return { key, value };
  }
  return null;
}

function saysCut(key: string, value: unknown): boolean {
  return CUT.test(joinedName(key)) && flagOf(value) === 'yes';
}

function isErrorKey(key: string): boolean {
  return /^(?:errors?|err|errormessage|errormsg|exception|traceback|failure)$/.test(plainKey(key));
}

function saysFailed(value: unknown): boolean {
  if (typeof value !== 'string') return value === false;
  const words = value.trim();
  return GONE.test(words) || saidBy(words) === 'no';
}

function isLess(text: string): boolean {
  const [, some, all] = NOT_ALL.exec(text.trim()) ?? [];
  return some !== undefined && Number(some) < Number(all);
}
