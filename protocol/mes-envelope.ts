import { roleOf, type Role } from './answer-names';
import { flagOf, numberIn } from './answer-signs';
import { isNotYet, namesFailure, saidBy } from './answer-words';
import { jsonInside } from './json-inside';
import { saysThatItWentWell } from './mes-success-words';
import { plainKey, type Fields } from './near-keys';

/** What the fields around a record say of the question, under names and in words that nobody knows here: then nobody knows how it went. */

/** A field that leaves open how the question went: a flag or a word that says no, a message in unknown words, or that the answer is a part only. */
export interface Unclear {
  readonly key: string;
  readonly kind: 'flag' | 'words' | 'part';
  readonly value: unknown;
}

/** No name is longer. */
const MOST_CHARACTERS = 200;
const LETTERS_ONLY = /[^\p{L}\p{N}]/gu;
/** With a yes there it is no answer, or only a part of one, or not of this device. */
const NOT_WHOLE =
  /^(?:is|has|was)?(?:truncated|partial|incomplete|more|moredata|morerecords|next|nextpage|stale|outdated|expired|obsolete|deleted?|removed|blocked|locked|disabled|mock|mocked|dummy|simulated|fallback|default|sample)$/;
/** That a record is none any more, or not all of it. */
const NOT_WHOLE_RECORD = /^(?:is|was)?(?:truncated|partial|incomplete|deleted?|removed)$/;
/** Flags that say whether the question went well, or the device is known, in other words than answers to a POST. */
const WENT_WELL =
  /^(?:is|was)?(?:succ|succeed|succes|successed|hit|match|matched|regist|available|erfolg|erfolgreich|gefunden|réussi|reussi|succès|éxito|exito|sucesso|有效|匹配|命中)$/;
/** Flags and numbers that a 0 says no in. */
const SAYS_NO_WITH_ZERO = /^(?:is|has|was|can)\p{L}+|flag$|^(?:succ|pass|ok|hit|match|valid|ack|allow|permit)/u;
/** Flags that are false where all is well: of pages, and of what may be wrong. */
const FALSE_IS_FINE =
  /^(?:is|has|was|have)?(?:first|last|empty|sorted|unsorted|paged|unpaged|firstpage|lastpage|previous|previouspage|prev|hitcount|searchcount|optimizecountsql|optimizejoinofcountsql|unauthorizedrequest|failure|warnings?|errors?|failed|fail|cached?|fromcache|debug|tests?|testing|dryrun|retry|retried|redirect|redirected|async|encrypted|compressed|signed|masked|archived|readonly|deprecated|maintenance|new|updated|modified|changed|includedeleted|hidden|abp|admin)$|^(?:needs?|requires?)\p{L}+$/u;
/** Where an answer comes from, and how it was asked. */
const OF_THE_CALL =
  /^(?:server|host|hostname|node|instance|service|system|sys|app|application|api|apiversion|version|ver|env|environment|stage|profile|region|zone|site|plant|factory|fab|line|area|floor|building|station|tenant|customer|company|department|database|db|schema|table|source|src|origin|channel|via|provider|vendor|locale|language|lang|timezone|tz|charset|encoding|format|unit|method|verb|path|url|uri|href|link|self|first|last|next|prev|previous|query|sort|sortby|order|orderby|user|username|benutzer|role|severity|i18n|operator|author|createdby|updatedby|jsonrpc|protocol|type|kind|mode|level|model|product|productname|project|process|step|operation|action|function|func|cmd|command|dept|shift|team|group|cell|sign|signature|token|nonce|hash|etag)(?:name|id|code|no)?$/;
const OF_WHEN = /(?:date|time|timestamp|at|on|now)$/;
const ADDRESS_OF_A_PAGE = /^(?:[a-z][a-z\d+.-]*:\/)?\/\S*$/i;
const ONE_LINE_OF_THEM = /^\S+(?:\s\S+){0,2}$/;
const MESSAGE =
  /(?:message|msg|meldung|nachricht|mensaje|mensagem|messaggio|bericht)s?$|^(?:return|result|status|error|resp)?(?:desc|description|details?|reason|remarks?|notes?|comments?|hints?|text|title|warnings?|info|infos|hinweis|grund|motivo|raison)$|^(?:消息|讯息|訊息|信息|描述|原因|备注|備註|说明|說明|提示|メッセージ)$/;
/** A date, a version, an id: something with a digit, and no letters that could be words on their own. */
const HAS_DIGIT = /^(?=\P{Nd}*\p{Nd})[^\s]+(?:[\sT]\d[\d:.,+Z-]*)?$/u;
/** Roles of which a known word decides. */
const READ_ELSEWHERE: readonly Role[] = ['errors', 'failures', 'errorWords'];
/** How the question went, as against how the device stands. */
const CALL_STATE =
  /^(?:ret(?:urn)?|resp(?:onse)?|answer|reply|api|query|search|lookup|req(?:uest)?|call|mes|http|biz|business){0,2}(?:status|state|result|outcome|verdict)$|^(?:状态|状態|狀態|结果|結果)$/;
const OF_THE_DEVICE = /(?:status|state|result)$/;
/** A failure's number, and no version's. */
const FAILURE_CODE = /^[a-f]0*[1-9]\d*$/i;

/** @param isStrict of the answer itself, and of what it is wrapped up in: under an unknown name, too, nothing may be said that is not understood */
export function unclearIn(fields: Fields, sn: string, isStrict: boolean): Unclear | null {
  for (const [key, value] of Object.entries(fields)) {
    const kind = kindOf(plainName(key), key, value, sn, isStrict);
    if (kind !== null) return { key, kind, value };
  }
  return null;
}

/** The same of the record itself, where only the device's being there is asked. @param isMissing whether words say of the device that it is not */
export function unclearInRecord(record: Fields, isMissing: (words: string) => boolean): Unclear | null {
  for (const [key, value] of Object.entries(record)) {
    const name = plainName(key);
    if (MESSAGE.test(name) && typeof value === 'string' && isMissing(value)) return { key, kind: 'words', value };
    if (WENT_WELL.test(name) && flagOf(value) === 'no') return { key, kind: 'flag', value };
    if (NOT_WHOLE_RECORD.test(name) && flagOf(value) === 'yes') return { key, kind: 'part', value };
  }
  return null;
}

function kindOf(name: string, key: string, value: unknown, sn: string, isStrict: boolean): Unclear['kind'] | null {
  if (MESSAGE.test(name)) {
    if (value === false) return 'flag';
    const said = typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    return said.every((one) => isEmpty(one) || isUnderstood(one, sn)) ? null : 'words';
  }
  if (WENT_WELL.test(name))
    return flagOf(value) === 'no' || (typeof value === 'string' && !isEmpty(value) && !isUnderstood(value, sn)) ? 'flag' : null;
  if (NOT_WHOLE.test(name)) return flagOf(value) === 'yes' ? 'part' : null;
  if (!isStrict || FALSE_IS_FINE.test(name)) return null;
  const role = roleOf(key);
  if (role !== null && READ_ELSEWHERE.includes(role)) return null;
  if (role === 'code') return typeof value === 'string' && !/\d/.test(value) && !isHarmless(name, value, sn) ? 'words' : null;
  if (CALL_STATE.test(name))
    return typeof value === 'string' && !isEmpty(value) && !isNotYet(value) && !isHarmless(name, value, sn) ? 'words' : null;
  if (OF_THE_DEVICE.test(name)) return null;
  if (value === false) return 'flag';
  if (typeof value !== 'string') return typeof value === 'number' && value === 0 && SAYS_NO_WITH_ZERO.test(name) ? 'flag' : null;
  if (isEmpty(value) || numberIn(value) !== null) return numberIn(value) === 0 && SAYS_NO_WITH_ZERO.test(name) ? 'flag' : null;
  return isHarmless(name, value, sn) ? null : 'words';
}

function isHarmless(name: string, value: string, sn: string): boolean {
  if (OF_WHEN.test(name) && /\d/.test(value)) return true;
  if (OF_THE_CALL.test(name) && ONE_LINE_OF_THEM.test(value.trim())) return true;
  if (isUnderstood(value, sn) || jsonInside(value) !== undefined || ADDRESS_OF_A_PAGE.test(value.trim())) return true;
  if (namesFailure(value) || ['no', 'doubt'].includes(saidBy(value) ?? '')) return false;
  return HAS_DIGIT.test(value.trim()) && !FAILURE_CODE.test(value.trim());
}

function isUnderstood(value: string, sn: string): boolean {
  return value.trim() === sn || numberIn(value) !== null || saysThatItWentWell(value, sn);
}

function isEmpty(value: string): boolean {
  return /^(?:none|null|nil|n\/?a|-+|\[\]|\{\})?$/i.test(value.trim());
}

function plainName(key: string): string {
  return plainKey(key.slice(0, MOST_CHARACTERS).normalize('NFKC')).replaceAll(LETTERS_ONLY, '');
}
