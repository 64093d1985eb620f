import type messages from './en.json';
import type { Format } from './format';
import type { WindowParameters } from './window-parameters';

/** The window's words in one language: the same tree as in English, each leaf an ICU message. */
interface WordTree {
  readonly [key: string]: string | WordTree;
}

export type SameTree<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameTree<Tree[Key]> };

export interface WindowLanguage {
  readonly words: SameTree<(typeof messages)['window']>;
  readonly format: Format;
}

type Word<Path extends string> = Path extends keyof WindowParameters ? (params: WindowParameters[Path]) => string : string;

type Words<Tree, Path extends string = ''> = {
  readonly [Key in keyof Tree & string]: Tree[Key] extends string ? Word<`${Path}${Key}`> : Words<Tree[Key], `${Path}${Key}.`>;
};

/** The window's words as its screens take them: a message without parameters is a text, one with parameters a function of them. */
export type WindowWords = Words<WindowLanguage['words']>;

/**
 * The window's words in whatever language `language` gives at the time; so a word is read where it is shown,
 * and kept by nobody.
 */
export function windowWords(language: () => WindowLanguage): WindowWords {
  // The tree has a getter for each key of the catalogue, which is what the type says.
  return branch(() => language().words, language) as WindowWords;
}

function branch(words: () => WordTree, language: () => WindowLanguage): object {
  const keys = Object.entries(words()).map(([key, word]) => {
    const get =
      typeof word === 'string'
        ? leaf(word, () => words()[key] as string, language)
        : subtree(() => words()[key] as WordTree, language);
    return [key, { enumerable: true, get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(keys));
}

/** Only what is looked at is built. */
function subtree(words: () => WordTree, language: () => WindowLanguage): () => object {
  let built: object | undefined;
  return () => (built ??= branch(words, language));
}

function leaf(word: string, message: () => string, language: () => WindowLanguage): () => unknown {
  if (!word.includes('{')) return message;
  const said = (params: Readonly<Record<string, string | number>>): string => language().format(message(), params);
  return () => said;
}
