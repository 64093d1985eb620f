/** Words of one language in answers to a Pair, in small letters and parted by blanks; `*` stands for any ending. */
export interface Vocabulary {
  /** Devices were taken, or all went well. */
  readonly taken: string;
  /** Says nothing beside a word of that. */
  readonly neutral: string;
  /** It was not so, not now, or only after something else. */
  readonly refused: string;
  /** It is about some of the devices. */
  readonly some: string;
  /** Numbers in words. */
  readonly numbers: string;
}

/** Whether a word, in small letters, is one of some. */
export type IsWord = (word: string) => boolean;

/** A word of several tables, each as in `Vocabulary`. */
export function oneOf(tables: readonly string[]): IsWord {
  const words = tables.flatMap((table) => table.split(/\s+/)).filter((word) => word !== '');
  const whole = new Set(words.filter((word) => !word.endsWith('*')));
  const begins = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return (word) => whole.has(word) || begins.some((begin) => word.startsWith(begin));
}
