import { roleOf } from './answer-names';
import type { Fields } from './near-keys';

/** `status=1&msg=saved`. */
const PAIR_OF_TEXT = /^\s*([\p{L}\d_.-]{1,40})\s*[=:]\s*(.*)$/su;

/**
 * Fields that were written as a text; null where it is none of them.
 * @param isNamed whether a field decides that has no known name
 */
export function fieldsIn(text: string, isNamed: (key: string) => boolean = () => false): Fields | null {
  const fields: [string, string][] = [];
  for (const part of text.split(/[&;,|\n]/)) {
    const [, key, value] = PAIR_OF_TEXT.exec(part) ?? [];
    if (key === undefined || value === undefined) return null;
    fields.push([key, value]);
  }
  return fields.some(([key]) => isNamed(key) || ![null, 'lists'].includes(roleOf(key))) ? Object.fromEntries(fields) : null;
}
