import { isRecord } from './answer-signs';

/** Deeper than any answer; what stands there is left as it is. */
const MAX_DEPTH = 32;

/** The value in a text that is itself JSON of an object, of a list or once more of a text; undefined where it is none. */
export function jsonInside(text: string): unknown {
  if (!/^[\s\uFEFF]*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^[\s\uFEFF]+/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** A value with JSON that stands in its texts in place of these, also of those in such JSON. @param found told each of these texts */
export function withJsonUnpacked(value: unknown, found: (json: string) => void, depth = 0): unknown {
  if (depth > MAX_DEPTH) return value;
  if (typeof value === 'string') {
    const inner = jsonInside(value);
    if (inner === undefined) return value;
    found(value);
    return withJsonUnpacked(inner, found, depth + 1);
  }
  if (Array.isArray(value)) return value.map((inner) => withJsonUnpacked(inner, found, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withJsonUnpacked(inner, found, depth + 1)]));
}
