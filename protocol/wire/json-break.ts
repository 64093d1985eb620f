import { NO_TEXT, text as textOf, type Text, type Texts } from '../texts/text';

/** Where a text stops to be JSON. */
export interface JsonBreak {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** The text ends where more was to come. */
  readonly atEnd: boolean;
}

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LINE_END = /\r\n|\r|\n/g;
/** What is left of a text that ends in the middle of something. */
const BEGUN = /^(?:|tr?u?|fa?l?s?|nu?l?|-|\.|[eE][+-]?|\\(?:u[0-9a-fA-F]{0,3})?)$/;

/** What may stand at a place. */
type Wanted = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** The place where a text stops to be JSON; null when it is JSON. JavaScript's own parser names it in some versions and for some faults only. */
export function jsonBreak(text: string): JsonBreak | null {
  const at = breakOffset(text);
  if (at === null) return null;
  let [line, lineStart] = [1, 0];
  LINE_END.lastIndex = 0;
  for (let end = LINE_END.exec(text); end !== null && LINE_END.lastIndex <= at; end = LINE_END.exec(text)) {
    line += 1;
    lineStart = LINE_END.lastIndex;
  }
  return { line, column: at - lineStart + 1, atEnd: BEGUN.test(text.slice(at).trim()) };
}

/** The place where a text that is no JSON breaks. @param isOneLine the line is named already */
export function jsonBreakText(text: string, isOneLine = false): Text {
  const { line, column, atEnd } = jsonBreak(text) ?? { line: 1, column: 1, atEnd: false };
  const where = { column: String(column), end: atEnd ? 'yes' : 'no' };
  return isOneLine ? textOf('json.inLineAt', where) : textOf('json.at', { line: String(line), ...where });
}

/** What people write in place of JSON's signs. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^(?:['\u2018-\u201F\u00AB\u00BB])/, 'quotes'],
  [/^[：，]/, 'signs'],
  [/^(?:\/[/*]|#)/, 'remarks'],
  [/^(?:true|false|null)\b/i, 'words'],
  [/^\\./, 'backslash'],
];

/** What to do where a file that a person wrote breaks, to be said behind the place; nothing where that is not known. */
export function jsonAdvice(text: string): Texts {
  const at = breakOffset(text);
  if (at === null) return NO_TEXT;
  const advise = (what: string): Texts => [textOf('json.advice', { what })];
  if (text.trim() === '') return advise('empty');
  const rest = text.slice(at, at + 8);
  const last = text.slice(0, at).trimEnd().at(-1) ?? '';
  if (last === ',' && /^[}\]]/.test(rest)) return advise('comma');
  if (rest.startsWith('"') && /["\]}\w]/.test(last)) return advise('noComma');
  const sign = ADVICE.find(([begins]) => begins.test(rest))?.[1];
  return sign === undefined ? NO_TEXT : advise(sign);
}

function breakOffset(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const afterValue = (): Wanted => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  for (;;) {
    at = endOf(BLANK, text, at) ?? at;
    const char = text.charAt(at);
    if (char === '') return wanted === 'nothing' ? null : at;
    const closes = open.at(-1) === '{' ? '}' : ']';
    if (char === closes && open.length > 0 && (wanted === 'commaOrEnd' || wanted === 'keyOrEnd' || wanted === 'valueOrEnd')) {
      open.pop();
      wanted = afterValue();
      at += 1;
    } else if (wanted === 'colon' && char === ':') {
      wanted = 'value';
      at += 1;
    } else if (wanted === 'commaOrEnd' && char === ',') {
      wanted = open.at(-1) === '{' ? 'key' : 'value';
      at += 1;
    } else if ((wanted === 'key' || wanted === 'keyOrEnd') && char === '"') {
      const end = endOfString(text, at);
      if ('breaksAt' in end) return end.breaksAt;
      at = end.at;
      wanted = 'colon';
    } else if (wanted === 'value' || wanted === 'valueOrEnd') {
      if (char === '{' || char === '[') {
        open.push(char);
        wanted = char === '{' ? 'keyOrEnd' : 'valueOrEnd';
        at += 1;
        continue;
      }
      const end = char === '"' ? endOfString(text, at) : endOfScalar(text, at);
      if ('breaksAt' in end) return end.breaksAt;
      at = end.at;
      wanted = afterValue();
    } else return at;
  }
}

type End = { readonly at: number } | { readonly breaksAt: number };

function endOfScalar(text: string, from: number): End {
  const at = endOf(SCALAR, text, from);
  return at === null ? { breaksAt: from } : { at };
}

function endOfString(text: string, from: number): End {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { at: at + 1 };
    if (code < 0x20) return { breaksAt: at };
    if (code === 0x5c) {
      const end = endOf(ESCAPE, text, at);
      if (end === null) return { breaksAt: at };
      at = end - 1;
    }
  }
  return { breaksAt: text.length };
}

function endOf(sticky: RegExp, text: string, at: number): number | null {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : null;
}
