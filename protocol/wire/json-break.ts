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

/** `line 3, column 14`, or `line 3, column 14, where it ends`; empty where the text is JSON. @param isOneLine the sentence names the line */
export function jsonBreakText(text: string, isOneLine = false): string {
  const place = jsonBreak(text);
  if (place === null) return '';
  return `${isOneLine ? '' : `line ${place.line}, `}column ${place.column}${place.atEnd ? ', where it ends' : ''}`;
}

/** What people write in place of JSON's signs, and what to write. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^(?:['\u2018-\u201F\u00AB\u00BB])/, 'Write quotation marks as ".'],
  [/^[：，]/, 'Write colons and commas as : and , in plain type.'],
  [/^(?:\/[/*]|#)/, 'Remarks cannot stand in it.'],
  [/^(?:true|false|null)\b/i, 'Write true, false and null in small letters.'],
  [/^\\./, 'Write \\ in a path as \\\\, or as /.'],
];

/** What to do where a file that a person wrote breaks, to be said behind the place; empty where that is not known. */
export function jsonAdvice(text: string): string {
  const at = breakOffset(text);
  if (at === null) return '';
  if (text.trim() === '') return ' It is empty.';
  const rest = text.slice(at, at + 8);
  const last = text.slice(0, at).trimEnd().at(-1) ?? '';
  if (last === ',' && /^[}\]]/.test(rest)) return ' Remove the comma before it.';
  if (rest.startsWith('"') && /["\]}\w]/.test(last)) return ' A comma is missing before it.';
  const advice = ADVICE.find(([sign]) => sign.test(rest))?.[1];
  return advice === undefined ? '' : ` ${advice}`;
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
