import type { INTERFACE_LETTERS, InterfaceVerdict, UNJUDGED_LETTER } from '../../protocol/model';

/** What one letter of `DeviceRow.interfaces` stands for: a verdict, or no verdict yet. */
export type LetterMeaning = InterfaceVerdict | 'unjudged';

type Letters = typeof INTERFACE_LETTERS;

// The protocol's own table would bring its schemas into the window. This one is its mirror: if they differ, it does not compile.
const MEANING_OF_LETTER = {
  m: 'match',
  x: 'mismatch',
  s: 'swapped',
  n: 'renamed',
  a: 'absent',
  p: 'portWithoutDriver',
  u: 'unexpected',
  d: 'duplicate',
  f: 'foreign',
  o: 'overridden',
  z: 'unprogrammed',
  l: 'softwareMac',
  b: 'malformed',
  i: 'ignored',
  w: 'unjudged',
} as const satisfies { readonly [V in InterfaceVerdict as Letters[V]]: V } & Readonly<Record<typeof UNJUDGED_LETTER, 'unjudged'>>;

const meanings: ReadonlyMap<string, LetterMeaning> = new Map(Object.entries(MEANING_OF_LETTER));

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
