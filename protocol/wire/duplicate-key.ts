/** A key that stands twice in one object of a JSON text. */
export interface DuplicateKey {
  /** The keys that lead there and the key itself, joined with dots. */
  readonly path: string;
  /** Lines where it stands, from 1. */
  readonly lines: readonly [number, number];
}

interface Open {
  /** Where each key stands; null in a list. */
  readonly keys: Map<string, number> | null;
  /** The key whose value is being read. */
  key: string;
  wantsKey: boolean;
}

/** The first key that stands twice in a text that is JSON, as parsers take the last one without a word; null when none does. */
export function duplicateKey(text: string): DuplicateKey | null {
  const open: Open[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const inside = open.at(-1);
    if (token === '{' || token === '[') open.push({ keys: token === '{' ? new Map() : null, key: '', wantsKey: token === '{' });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (inside !== undefined) inside.wantsKey = inside.keys !== null;
    } else if (inside?.wantsKey === true && inside.keys !== null) {
      const key = String(JSON.parse(token));
      const first = inside.keys.get(key);
      inside.key = key;
      if (first !== undefined) return { path: pathOf(open), lines: [lineAt(text, first), lineAt(text, index)] };
      inside.keys.set(key, index);
      inside.wantsKey = false;
    }
  }
  return null;
}

/** `in lines 3 and 4`. */
export function duplicateLines({ lines: [one, other] }: DuplicateKey): string {
  return one === other ? `in line ${one}` : `in lines ${one} and ${other}`;
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
