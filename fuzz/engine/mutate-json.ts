import { EDGE_LENGTHS, HOSTILE_KEYS, HOSTILE_NUMBERS, HOSTILE_TEXTS } from './hostile';
import { copyTree, type JsonTree, type Place, placesIn, treeText } from './json-tree';
import type { Random } from './random';

const MAX_OPERATIONS = 4;
const DEPTHS = [1, 2, 30, 31, 32, 33, 34, 200];
const REPEATS = [2, 3, 16, 100, 4096, 4097];

/** What a mutation may draw on. */
interface Means {
  readonly random: Random;
  /** Words of the parser. */
  readonly words: readonly string[];
  /** Another input of the corpus, where that is JSON as well. */
  readonly other: JsonTree | null;
}

/** Changes a JSON input so that it stays JSON for the most part: values, keys, types, order, depth, number of items. */
export function mutateJson(tree: JsonTree, random: Random, words: readonly string[], other: JsonTree | null): Uint8Array {
  const root: JsonTree = { kind: 'array', items: [copyTree(tree)] };
  const means: Means = { random, words, other };
  for (let turn = random.between(1, MAX_OPERATIONS); turn > 0; turn -= 1) {
    const places = placesIn(root);
    if (places.length === 0) break;
    random.pick(OPERATIONS)(random.pick(places), means, places);
  }
  const [changed] = root.items;
  return new TextEncoder().encode(changed === undefined ? '' : treeText(changed));
}

type Operation = (place: Place, means: Means, places: readonly Place[]) => void;

const OPERATIONS: readonly Operation[] = [
  ({ put }, means) => put(anyValue(means)),
  (place, means) => changeScalar(place, means),
  (place, means) => changeScalar(place, means),
  ({ value, put }, { random }) => {
    if (value.kind === 'object' && value.entries.length > 0) value.entries.splice(random.below(value.entries.length), 1);
    else if (value.kind === 'array' && value.items.length > 0) value.items.splice(random.below(value.items.length), 1);
    else put({ kind: 'raw', raw: 'null' });
  },
  ({ value, put }, means) => {
    const { random } = means;
    if (value.kind === 'object')
      value.entries.splice(random.below(value.entries.length + 1), 0, [anyKey(means), anyValue(means)]);
    else if (value.kind === 'array') value.items.splice(random.below(value.items.length + 1), 0, anyValue(means));
    else put({ kind: 'object', entries: [[anyKey(means), copyTree(value)]] });
  },
  ({ value }, means) => {
    if (value.kind === 'object' && value.entries.length > 0) means.random.pick(value.entries)[0] = anyKey(means);
  },
  ({ value }, { random }) => {
    if (value.kind === 'object' && value.entries.length > 0) {
      const [key, twin] = random.pick(value.entries);
      value.entries.push([key, copyTree(twin)]);
    } else if (value.kind === 'array' && value.items.length > 0) {
      const item = random.pick(value.items);
      // Only small ones often: a list of a thousand large records says nothing that one of ten does not.
      const most = treeText(item).length > 64 ? 16 : random.pick(REPEATS);
      for (let turn = 0; turn < most; turn += 1) value.items.push(copyTree(item));
    }
  },
  ({ value, put }, { random }, places) => {
    const second = random.pick(places);
    const copy = copyTree(second.value);
    if (treeText(copy).length < 4096) {
      second.put(copyTree(value));
      put(copy);
    }
  },
  ({ put }, { random, other }) => {
    if (other === null) return;
    const grafts = placesIn(other);
    if (grafts.length > 0) put(copyTree(random.pick(grafts).value));
  },
  ({ value, put }, means) => {
    let wrapped = copyTree(value);
    const asList = means.random.oneIn(2);
    const key = anyKey(means);
    for (let depth = means.random.pick(DEPTHS); depth > 0; depth -= 1)
      wrapped = asList ? { kind: 'array', items: [wrapped] } : { kind: 'object', entries: [[key, wrapped]] };
    put(wrapped);
  },
  ({ value, put }) => {
    if (value.kind === 'text') put({ kind: 'raw', raw: value.text === '' ? '0' : value.text });
    else if (value.kind === 'raw') put({ kind: 'text', text: value.raw });
    else if (value.kind === 'array') put({ kind: 'object', entries: value.items.map((item, index) => [String(index), item]) });
    else put({ kind: 'array', items: value.entries.map(([, item]) => item) });
  },
];

function changeScalar({ value, put }: Place, means: Means): void {
  const { random } = means;
  if (value.kind === 'text') put({ kind: 'text', text: changedText(value.text, means) });
  else if (value.kind === 'raw' && /^-?\d+$/.test(value.raw)) {
    const number = Number(value.raw);
    put({ kind: 'raw', raw: random.oneIn(2) ? String(number + random.between(-2, 2)) : random.pick(HOSTILE_NUMBERS) });
  } else if (value.kind === 'raw') put(anyValue(means));
}

function changedText(text: string, { random, words }: Means): string {
  const at = random.below(text.length + 1);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + random.pick(HOSTILE_TEXTS) + text.slice(at);
    case 1:
      return random.pick(HOSTILE_TEXTS) + text;
    case 2:
      return text + random.pick(HOSTILE_TEXTS);
    case 3:
      return (text === '' ? 'x' : text).repeat(Math.ceil(4097 / Math.max(1, text.length))).slice(0, random.pick(EDGE_LENGTHS));
    case 4:
      return random.pick(words);
    case 5:
      return text.slice(0, at);
    case 6:
      return random.oneIn(2) ? text.toUpperCase() : text.toLowerCase();
    case 7:
      return ` ${text}\u00a0`;
    default:
      return text.slice(0, at) + String.fromCharCode(random.between(0x20, 0x7e)) + text.slice(at + 1);
  }
}

function anyKey({ random, words }: Means): string {
  return random.oneIn(3) ? random.pick(HOSTILE_KEYS) : random.pick(words);
}

function anyValue(means: Means): JsonTree {
  const { random, words } = means;
  switch (random.below(8)) {
    case 0:
    case 1:
      return { kind: 'raw', raw: random.pick(HOSTILE_NUMBERS) };
    case 2:
      return { kind: 'text', text: random.pick(HOSTILE_TEXTS) };
    case 3:
      return { kind: 'text', text: random.pick(words) };
    case 4:
      return { kind: 'raw', raw: random.pick(['null', 'true', 'false']) };
    case 5:
      return { kind: 'array', items: random.oneIn(2) ? [] : [anyValue(means)] };
    case 6:
      return { kind: 'object', entries: random.oneIn(2) ? [] : [[anyKey(means), anyValue(means)]] };
    default:
      return { kind: 'text', text: random.pick(HOSTILE_KEYS) };
  }
}
