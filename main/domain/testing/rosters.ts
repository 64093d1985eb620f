import { expect } from 'vitest';
import { parseRoster } from '../roster';

/** The serial numbers of a roster that must have no problems. */
export function serials(text: string): readonly string[] {
  const roster = parseRoster(text);
  expect(roster.problems).toEqual([]);
  return roster.serials;
}

/** Its problems, as `line: sentence`. */
export function problems(text: string): string[] {
  return parseRoster(text).problems.map(({ line, sentence }) => `${line}: ${sentence}`);
}
