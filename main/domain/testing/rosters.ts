import { english } from '../../../messages/english';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import { parseRoster } from '../roster/roster';

/** The serial numbers of a roster. Throws when it has problems. */
export function serials(text: string): readonly string[] {
  const named = problems(text);
  if (named.length > 0) throw new Error(named.join('\n'));
  return parseRoster(text).serials;
}

/** Its problems, as `line: reason`. */
export function problems(text: string): string[] {
  return parseRoster(text).problems.map(({ line, reason }) => `${line}: ${english(reason)}`);
}

/** A roster whose problems and notes are in words. */
export function rosterInWords(...read: Parameters<typeof parseRoster>) {
  return inWords(parseRoster(...read));
}

export function inWords({ problems: found, notes, ...roster }: ParsedRoster) {
  return {
    ...roster,
    problems: found.map(({ reason, ...problem }) => ({ ...problem, sentence: english(reason) })),
    notes: notes.map((note) => english(note)),
  };
}
