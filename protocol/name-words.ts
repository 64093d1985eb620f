import { plainName } from './answer-names';

/** The words of which the name of a field is made. */

/** No name is longer. */
const MOST_CHARACTERS = 200;

/** `bmcMac`, `BMC_MAC` and `bmc-mac1` have two words each. */
export function wordsOf(key: string): readonly string[] {
  const parted = key
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKC')
    .replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2 ');
  return (
    parted
      .toLowerCase()
      .match(/\p{L}+\d*/gu)
      ?.flatMap((word) => [word, word.replace(/\d+$/, '')]) ?? []
  );
}

/** In small letters and without all that is neither a letter nor a digit. */
export function joinedName(key: string): string {
  return plainName(key.slice(0, MOST_CHARACTERS));
}

/** Whether one of its words, with or without a number behind, is known. */
export function hasWord(key: string, words: ReadonlySet<string>): boolean {
  return wordsOf(key).some((word) => words.has(word));
}
