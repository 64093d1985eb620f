/** A key that stands twice in one object of a JSON text. */
export interface DuplicateKey {
  /** The keys that lead there and the key itself, joined with dots. */
  readonly path: string;
  /** Lines where it stands, from 1. */
  readonly lines: readonly [number, number];
}

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

/**
 * The key of the first that stands twice on the way to a place, or below it where it `matters`; null when none does.
 * @param place keys, and places in lists, that lead there
 */
export function duplicateKeyAt(
  text: string,
  place: readonly (string | number)[],
  matters: (key: string) => boolean,
): string | null {
  for (const { open } of keysAgain(text)) {
    const key = String(open.at(-1)?.key);
    const isThere = place.every((one, depth) => depth >= open.length || open[depth]?.key === one);
    if (isThere && (open.length <= place.length || matters(key))) return key;
  }
  return null;
}

function* keysAgain(text: string): Generator<KeyAgain, void> {
  const open: Open[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
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
