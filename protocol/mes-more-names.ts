import { flagOf, isRecord, numberIn } from './answer-signs';
import { joinedName } from './name-words';
import { isNothing } from './near-keys';
import type { Place } from './mes-places';

/** Fields that say that there is more than what stands in an answer of MES. */

const AUX = 'is|has|have|was|were|are|there|any|got|odata';
const SUBJECT =
  'macinfo|macs?|interfaces?|ports?|nics?|lans?|lists?|results?|records?|data|rows?|items?|entr(?:y|ies)|response|answer|pages?|cursor|token|link|url|href|uri|offset|marker|flag|count|devices?|available|exists?';
const MORE =
  'more|next|trunc(?:ated|ation)?|cut|remain(?:ing|der)?|omit(?:ted)?|skip(?:ped)?|overflow(?:ed)?|limit(?:reached|exceeded|hit)|exceeded|partial|incomplete|continu(?:ation|ed|es)|abgeschnitten|unvollständig|gekürzt|weitere|suivante?|siguiente|tronquée?|incomplet[oa]?|截断|截斷|不完整|不全|未完|还有更多|還有更多|更多|下一?[页頁]|続きあり|続き|次ページ';
const IS_MORE = new RegExp(`^(?:${AUX}|${SUBJECT})*?(?:${MORE})(?:${AUX}|${SUBJECT})*$`, 'u');
const IS_WHOLE = new RegExp(
  `^(?:${AUX}|${SUBJECT})*?(?:complete|whole|full|entire|vollständig|完整|齐全|齊全|all(?:${SUBJECT})?(?:returned|listed|included|shown))$`,
  'u',
);
const IS_LAST = /^(?:is)?(?:last|first)(?:page)?$/;
const PAGES =
  /^(?:macinfo)?(?:total|num|number|of)*(?:pages?count|pages|pagetotal|lastpage)$|^totalpage$|^(?:总|總)?[页頁][数數]$/u;
/** What a text like `1 of 2` counts. */
const OF_SO_MANY = new RegExp(`^(?:${SUBJECT}|returned|part|chunk|shown|listed|range|seq|segment)+$`, 'u');
const SO_MANY = /^\D{0,12}?(\d+)\s*(?:\/|of|out of|von|de|sur|共|／)\s*(\d+)$/iu;
const TOTAL = new RegExp(
  `^(?:odata)?(?:${SUBJECT}|grand|overall)*(?:total|totalcount|totalelements|total(?:${SUBJECT})|totalsize|totalhits)$|^(?:总数|總數|合计|合計)$`,
  'u',
);
const RETURNED = /^(?:returned|count|size|limit|numberofelements|shown|fetched|listed|included|pagesize|perpage)$/;
const COUNT = /^(?:odata|record|result|row|item|device)?(?:count|total)$|^(?:总数|總數|件数|件數|anzahl)$/u;
/** No name of them is longer. */
const MOST_LETTERS = 40;
const ONE_WORD = /^\p{L}[\p{L}\p{N}_-]*$/u;
const SAYS_NONE = /^(?:false|no|none|null|nil|n|0|-+|否|无|無|nein|non)$/i;

/** The field of one object that says so; null where none does. */
export function moreIn({ fields, where, isWhole, path }: Place): { readonly key: string; readonly value: unknown } | null {
  if (where === 'listed' || where === 'entry') return isNextLink(fields) ? { key: 'rel', value: fields['rel'] } : null;
  const isDevices = where === 'record';
  const returned = isDevices && isWhole ? [] : numbersUnder(fields, RETURNED);
  const listed = isDevices ? [] : [...lengthsOf(Object.values(fields)), ...(path === '' && isRecord(fields['info']) ? [1] : [])];
  for (const [key, value] of Object.entries(fields)) {
    const name = joinedName(key);
    if (name.length > MOST_LETTERS) continue;
    const number = numberIn(value);
    const isSaid =
      (IS_MORE.test(name) &&
        isSomething(value) &&
        !(isDevices && name === 'next' && typeof value === 'string' && ONE_WORD.test(value))) ||
      (IS_WHOLE.test(name) && flagOf(value) === 'no') ||
      (!isDevices && IS_LAST.test(name) && flagOf(value) === 'no') ||
      (PAGES.test(name) && number !== null && number > 1) ||
      (OF_SO_MANY.test(name) && typeof value === 'string' && isLessThanAll(value)) ||
      (TOTAL.test(name) && number !== null && [...returned, ...most(listed)].some((one) => one < number)) ||
      (COUNT.test(name) && number !== null && most(listed).some((one) => one < number));
    if (isSaid) return { key, value };
  }
  return isNextLink(fields) ? { key: 'rel', value: fields['rel'] } : null;
}

function isSomething(value: unknown): boolean {
  if (isNothing(value) || value === false || value === 0) return false;
  if (typeof value === 'number') return value > 0;
  if (typeof value === 'string') return value.trim() !== '' && !SAYS_NONE.test(value.trim());
  return isRecord(value) ? Object.values(value).some(isSomething) : true;
}

function isLessThanAll(text: string): boolean {
  const [, some, all] = SO_MANY.exec(text.trim()) ?? [];
  return some !== undefined && Number(some) < Number(all);
}

function numbersUnder(fields: Place['fields'], names: RegExp): readonly number[] {
  return Object.entries(fields).flatMap(([key, value]) => (names.test(joinedName(key)) ? (numberIn(value) ?? []) : []));
}

function lengthsOf(values: readonly unknown[]): readonly number[] {
  return values.flatMap((value) => (Array.isArray(value) ? [value.length] : []));
}

/** Of the lists of an object the longest, where it has one. */
function most(lengths: readonly number[]): readonly number[] {
  return lengths.length === 0 ? [] : [Math.max(...lengths)];
}

function isNextLink(fields: Place['fields']): boolean {
  return typeof fields['rel'] === 'string' && /^next$/i.test(fields['rel'].trim());
}
