import { CJK_REFUSED, CJK_SOME, CJK_TAKEN } from './answer-vocabulary/chinese-japanese';
import { ENGLISH, JOINTS, MEASURED, NUMBERED } from './answer-vocabulary/english';
import { EUROPEAN_AND_KOREAN } from './answer-vocabulary/european';
import { oneOf } from './answer-vocabulary/vocabulary';
import { saidInSentence, tokensOf, unescaped, withoutDenied } from './answer-words';
import type { Sent } from './sent-words';

/** What a text says of a list of devices: that it was taken, or, in a refusal, that some of it was. */

const VOCABULARIES = [ENGLISH, ...EUROPEAN_AND_KOREAN];
const isTaken = oneOf(VOCABULARIES.map(({ taken }) => taken));
const isRefused = oneOf(VOCABULARIES.map(({ refused }) => refused));
const isOfSome = oneOf(VOCABULARIES.flatMap(({ some, numbers }) => [some, numbers]));
const isJoint = oneOf([JOINTS]);
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const QUESTION = /[?？]/;
const MOMENTS =
  /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[\sT]*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?|(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)/gu;
/** A status of HTTP where a text begins, or behind a word for it. */
const STATUS =
  /(?:^|(?<=\b(?:http|status|code)\s*[:=]?\s*))\s*(?:HTTP\/\d(?:\.\d)?\s+)?2\d\d(?=\s*(?:$|[^\p{L}\p{N}\s%]|ok\b|created\b|accepted\b|success))/iu;
const NUMBERS = /\d+(?:[.,]\d+)*(\s*%)?/gu;
/** A number that no letter, point or hyphen makes a part of a code, a version or an address, unless it is a word like `OK28`. */
const COUNTS =
  /(?:(?<![\p{L}\d._/#\\-])|(?<=[\p{Script=Han}\p{Script=Hangul}\u3040-\u30ff])|(?<=(?<![\p{L}])(?:ok|ng|nok|pass|passed|fail|failed|paired|bound|error|errors)))\d+(?![\d_]|[.\-:]\d)/giu;
const PERCENT = /(\d+(?:[.,]\d+)?)\s*[%％]|percent|prozent|pour cent|por ciento|百分之/iu;
const LEAST_STATUS_OF_FAILURE = 300;
const MOST_STATUS = 599;
const NONE_OF =
  /\b(?:one or more|one or several|un ou plusieurs|uno o más|um ou mais|eine? oder mehrere|at least one|no one|not one|one of the following|ein oder mehrere)\b/giu;
const ONE_OF_THEM =
  /\b(?:one|first|second|third|last|erste[rns]?|zweite[rns]?|letzte[rns]?|premiere?|dernier|primero?|segundo|ultimo|última?)\s+(?:(?:of|the|was|is|were|has|been|paired|failed|locked|rejected)\b|devices?\b|units?\b|items?\b|boards?\b|serials?\b|sns?\b|one\b|entr(?:y|ies)\b|geräte?\b|appareils?\b|dispositivos?\b|equipos?\b|\d)/iu;
const NOT_ALL =
  /\bnot\s+(?:all|every|each)\b|\bnicht\s+all|\bpas\s+tou|\bno\s+tod|\bnem\s+todos|\bnon\s+tutt|\bniet\s+all|\bnie\s+wszystk|\bне\s+все/iu;
const PARTS = /[,;.:!|/()[\]{}<>=\n\r\t，。；：、！（）【】·]+|\s-+\s|—/u;

function normal(text: string): string {
  return unescaped(text)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '');
}

/** What is left of a text without what it repeats of the message. */
function restOf(text: string, sent: Sent): string {
  const rest = sent.without(text);
  return typeof rest === 'string' ? rest.trim() : '';
}

/** Whether a text has nothing in it but what was sent, with all of its devices or none, or nothing at all. */
export function onlyRepeats(text: string, sent: Sent): boolean {
  if (sent.namesSome(text) || QUESTION.test(text)) return false;
  return text.trim() === '' || (!SAYS_SOMETHING.test(restOf(text, sent)) && SAYS_SOMETHING.test(text));
}

/** Whether a text is made of known words, and says with them that all was taken. */
export function saysAllTaken(text: string, sent: Sent): boolean {
  const plain = normal(text);
  if (sent.namesSome(plain) || QUESTION.test(plain)) return false;
  const rest = restOf(plain, sent);
  return rest !== '' && saidInSentence(rest) === 'yes' && countsAll(rest, sent);
}

/** Whether each number in a text is that of the devices, a status of success, or 0 beside a word of failure. */
function countsAll(text: string, sent: Sent): boolean {
  const counted = withoutDenied(text.replaceAll(MOMENTS, ' ').replace(STATUS, ' '));
  return [...counted.matchAll(NUMBERS)].every(([number, percent]) =>
    percent === undefined ? Number(number) === sent.count : Number.parseFloat(number) === 100,
  );
}

/**
 * Whether a text of a refusal leaves open that some of the devices were taken: it counts fewer, speaks of some of them or of the others, or a part
 * of it says yes and does not say no.
 * @param isOfErrors whether it stands under a name of errors, where a device that is named is one that is refused
 */
export function speaksOfSome(text: string, sent: Sent, isOfErrors: boolean): boolean {
  const plain = normal(text);
  if (!isOfErrors && sent.namesSome(plain)) return true;
  const rest = restOf(plain, sent).replaceAll(MOMENTS, ' ').replaceAll(NONE_OF, ' ');
  if (!SAYS_SOMETHING.test(rest)) return false;
  return (sent.count > 1 && ofSomeOnly(rest, sent)) || partsOf(rest).some((part) => saysYes(part));
}

function ofSomeOnly(text: string, sent: Sent): boolean {
  const [, percent] = PERCENT.exec(text) ?? [];
  if (PERCENT.test(text) && percent !== '100' && percent !== '0') return true;
  if (ONE_OF_THEM.test(text) || NOT_ALL.test(text) || CJK_SOME.test(text)) return true;
  if ([...text.matchAll(COUNTS)].some(({ 0: digits, index }) => isFewer(Number(digits), text, index, digits.length, sent)))
    return true;
  return tokensOf(text).some((token) => isOfSome(token));
}

function isFewer(number: number, text: string, place: number, length: number, sent: Sent): boolean {
  if (number === 0 || number >= sent.count) return false;
  if (number >= LEAST_STATUS_OF_FAILURE && number <= MOST_STATUS) return false;
  return !NUMBERED.test(text.slice(0, place)) && !MEASURED.test(text.slice(place + length));
}

/** What stands between signs and words like `but`. */
function partsOf(text: string): readonly (readonly string[])[] {
  return text.split(PARTS).flatMap((part) => {
    const parts: string[][] = [[]];
    for (const token of tokensOf(part)) {
      if (isJoint(token)) parts.push([]);
      else parts.at(-1)?.push(token);
    }
    return parts;
  });
}

function saysYes(part: readonly string[]): boolean {
  const whole = part.join('');
  const isYes = part.some((token) => isTaken(token)) || CJK_TAKEN.test(whole);
  return isYes && !part.some((token) => isRefused(token) || /^0+$/.test(token)) && !CJK_REFUSED.test(whole);
}
