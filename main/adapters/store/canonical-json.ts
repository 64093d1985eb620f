/** Text that stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * JSON with the keys of every object in code-unit order and without whitespace: the same data gives the same text, so that it can be hashed.
 * Keys whose value is undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let inside = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) inside += `${inside === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${inside}]`;
  }
  for (const key of Object.keys(value).toSorted()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) inside += `${inside === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${inside}}`;
}

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
