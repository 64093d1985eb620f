/** JSON as text that can be taken apart and put together, also into what no JSON library writes: a key twice, `1e999`, `__proto__`. */
export type JsonTree =
  | { readonly kind: 'object'; readonly entries: [key: string, value: JsonTree][] }
  | { readonly kind: 'array'; readonly items: JsonTree[] }
  | { readonly kind: 'text'; readonly text: string }
  /** Stands in the text as it is. */
  | { readonly kind: 'raw'; readonly raw: string };

const DEEPEST = 200;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Null where the bytes are no JSON object or list, or nest too deep to be worth it. */
export function readTree(bytes: Uint8Array): JsonTree | null {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    return null;
  }
  return typeof value === 'object' && value !== null ? treeOf(value, 0) : null;
}

function treeOf(value: unknown, depth: number): JsonTree | null {
  if (depth > DEEPEST) return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value !== 'object' || value === null) return { kind: 'raw', raw: JSON.stringify(value) };
  if (Array.isArray(value)) {
    const items: JsonTree[] = [];
    for (const item of value) {
      const tree = treeOf(item, depth + 1);
      if (tree === null) return null;
      items.push(tree);
    }
    return { kind: 'array', items };
  }
  const entries: [string, JsonTree][] = [];
  for (const [key, item] of Object.entries(value)) {
    const tree = treeOf(item, depth + 1);
    if (tree === null) return null;
    entries.push([key, tree]);
  }
  return { kind: 'object', entries };
}

export function treeText(tree: JsonTree): string {
  switch (tree.kind) {
    case 'object':
      return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${treeText(value)}`).join(',')}}`;
    case 'array':
      return `[${tree.items.map(treeText).join(',')}]`;
    case 'text':
      return JSON.stringify(tree.text);
    case 'raw':
      return tree.raw;
  }
}

export function copyTree(tree: JsonTree): JsonTree {
  switch (tree.kind) {
    case 'object':
      return { kind: 'object', entries: tree.entries.map(([key, value]) => [key, copyTree(value)]) };
    case 'array':
      return { kind: 'array', items: tree.items.map(copyTree) };
    case 'text':
    case 'raw':
      return { ...tree };
  }
}

/** Every place of a tree where a value stands, with the means to put another there. */
export interface Place {
  readonly value: JsonTree;
  readonly put: (value: JsonTree) => void;
}

export function placesIn(tree: JsonTree): readonly Place[] {
  const places: Place[] = [];
  const walk = (inside: JsonTree): void => {
    if (inside.kind === 'object') {
      for (const entry of inside.entries) {
        places.push({ value: entry[1], put: (value) => (entry[1] = value) });
        walk(entry[1]);
      }
    } else if (inside.kind === 'array') {
      for (const [index, item] of inside.items.entries()) {
        places.push({ value: item, put: (value) => (inside.items[index] = value) });
        walk(item);
      }
    }
  };
  walk(tree);
  return places;
}
