import { text as textOf, type Text } from '../texts/text';

/** A key that stands twice in one object of a JSON text. */
export interface DuplicateKey {
  /** The keys that lead there and the key itself, joined with dots. */
  readonly path: string;
  /** Lines where it stands, from 1. */
  readonly lines: readonly [number, number];
}

/** What may stand between a key and its colon. */
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** An object or a list that is being read. */
interface Open {
  /** Where each key stands; null in a list. */
  readonly keys: Map<string, number> | null;
  /** The key whose value is being read; in a list its place. */
  key: string | number;
  wantsKey: boolean;
}

/** A key that stands again, while the text is being read: what is open there changes with the next step. */
interface KeyAgain {
  readonly open: readonly Open[];
  readonly at: readonly [number, number];
}

/** The first key that stands twice in a text that is JSON, as parsers take the last one without a word; null when none does. */
export function duplicateKey(text: string): DuplicateKey | null {
  for (const { open, at } of keysAgain(text)) return { path: pathOf(open), lines: [lineAt(text, at[0]), lineAt(text, at[1])] };
  return null;
}

/** A key that stands twice in one object with different values; both as they are written. */
export interface KeyOfTwoValues {
  readonly path: string;
  readonly key: string;
  readonly values: readonly [string, string];
}

/**
 * The first key that stands twice with different values where it decides something; null when none does.
 * @param decides told the keys, and places in lists, that lead to the key, and the key itself at the end
 */
export function keyOfTwoValues(text: string, decides: (path: readonly (string | number)[]) => boolean): KeyOfTwoValues | null {
  for (const { open, at } of keysAgain(text)) {
    const path = open.map(({ key }) => key);
    if (!decides(path)) continue;
    const [one, other] = [valueAt(text, at[0]), valueAt(text, at[1])];
    if (JSON.stringify(JSON.parse(one)) !== JSON.stringify(JSON.parse(other)))
      return { path: pathOf(open), key: String(path.at(-1)), values: [one, other] };
  }
  return null;
}

/** Whether a text may have a key twice in one object; soon found out. @param value what a parser makes of it */
export function mayHaveKeyTwice(text: string, value: unknown): boolean {
  return keysWritten(text) > keysIn(value);
}

/** Quotes before a colon; within a text they may be escaped ones, so it can be too many. */
function keysWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (BLANKS.includes(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === 0x22) count += 1;
  }
  return count;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: readonly unknown[] = Object.values(value);
  return inner.reduce((sum: number, one) => sum + keysIn(one), Array.isArray(value) ? 0 : inner.length);
}

/** The value of a key as it is written. @param at where the key begins */
function valueAt(text: string, at: number): string {
  const from = endOfString(text, at);
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1;
    else if (depth === 0 && !token.startsWith('"'))
      return text
        .slice(from, from + index)
        .replace(/^\s*:/, '')
        .trim();
    else if (token === '}' || token === ']') depth -= 1;
  }
  return '';
}

function endOfString(text: string, at: number): number {
  return at + (/^"[^"\\]*(?:\\.[^"\\]*)*"/.exec(text.slice(at))?.[0].length ?? 0);
}

function* keysAgain(text: string): Generator<KeyAgain, void> {
  const open: Open[] = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const inside = open.at(-1);
    if (token === '{') open.push({ keys: new Map(), key: '', wantsKey: true });
    else if (token === '[') open.push({ keys: null, key: 0, wantsKey: false });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (inside === undefined) continue;
      inside.wantsKey = inside.keys !== null;
      if (typeof inside.key === 'number') inside.key += 1;
    } else if (inside?.wantsKey === true && inside.keys !== null) {
      const key = String(JSON.parse(token));
      const first = inside.keys.get(key);
      inside.key = key;
      inside.wantsKey = false;
      if (first === undefined) inside.keys.set(key, index);
      else yield { open, at: [first, index] };
    }
  }
}

/** Where both stand. */
export function duplicateLines({ lines: [one, other] }: DuplicateKey): Text {
  return one === other
    ? textOf('json.sameLine', { line: String(one) })
    : textOf('json.twoLines', { line: String(one), other: String(other) });
}

function pathOf(open: readonly Open[]): string {
  return open
    .filter(({ keys }) => keys !== null)
    .map(({ key }) => key)
    .join('.');
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
