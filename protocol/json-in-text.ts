import { isRecord } from './answer-signs';

/** Deeper than any answer; what stands there is left as it is. */
const MAX_DEPTH = 32;
const LIKE_JSON = /^[\s\uFEFF]*[[{]/;

/** A value with JSON that stands in its texts in place of these, also of those in such JSON. @param found told each of these texts */
export function withJsonUnpacked(value: unknown, found: (json: string) => void = () => undefined, depth = 0): unknown {
  if (depth > MAX_DEPTH) return value;
  if (typeof value === 'string') {
    const inner = LIKE_JSON.test(value) ? parsed(value) : undefined;
    if (inner === undefined) return value;
    found(value);
    return withJsonUnpacked(inner, found, depth + 1);
  }
  if (Array.isArray(value)) return value.map((inner) => withJsonUnpacked(inner, found, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withJsonUnpacked(inner, found, depth + 1)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
