import { parseRoster } from '../roster/roster';

/** The serial numbers of a roster. Throws when it has problems. */
export function serials(text: string): readonly string[] {
  const named = problems(text);
  if (named.length > 0) throw new Error(named.join('\n'));
  return parseRoster(text).serials;
}

/** Its problems, as `line: sentence`. */
export function problems(text: string): string[] {
  return parseRoster(text).problems.map(({ line, sentence }) => `${line}: ${sentence}`);
}
