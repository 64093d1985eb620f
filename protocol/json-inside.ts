/** The value in a text that is itself JSON of an object, of a list or once more of a text; undefined where it is none. */
export function jsonInside(text: string): unknown {
  if (!/^[\s\uFEFF]*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^[\s\uFEFF]+/, '')) as unknown;
  } catch {
    return undefined;
  }
}
