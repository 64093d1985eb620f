import { INTERFACE_LETTERS, UNJUDGED_LETTER } from '../../protocol/interface-letters';
import type { InterfaceVerdict } from '../../protocol/model';

/** What one letter of `DeviceRow.interfaces` stands for: a verdict, or no verdict yet. */
export type LetterMeaning = InterfaceVerdict | 'unjudged';

const meanings: ReadonlyMap<string, LetterMeaning> = new Map<string, LetterMeaning>([
  ...(Object.entries(INTERFACE_LETTERS) as [InterfaceVerdict, string][]).map(([verdict, letter]) => [letter, verdict] as const),
  [UNJUDGED_LETTER, 'unjudged'],
]);

/** The meaning of a letter; one that is not known counts as not judged, never as a match. */
export function meaningOfLetter(letter: string): LetterMeaning {
  return meanings.get(letter) ?? 'unjudged';
}

/** How many interfaces of a packed row match. */
export function countMatches(interfaces: string): number {
  let matches = 0;
  for (const letter of interfaces) if (meaningOfLetter(letter) === 'match') matches += 1;
  return matches;
}
