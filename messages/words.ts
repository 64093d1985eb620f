import type { Language } from '../protocol/languages';
import type messages from './en.json';
import { english, englishWindow } from './english';
import { createFormat } from './format';
import { createSay, type Catalogue, type Say } from './say';
import type { SameTree, WindowLanguage } from './window-words';

/** All that the window says in one language. */
export interface Words {
  readonly language: Language;
  /** As `Intl` and React Aria take it, which looks for a region: how numbers and dates are written, and what its parts are called. */
  readonly locale: string;
  readonly say: Say;
  readonly window: WindowLanguage;
}

export type Messages = SameTree<typeof messages>;

export const ENGLISH: Words = { language: 'en', locale: 'en', say: english, window: englishWindow };

/** Languages besides English: where their messages are, and how they are written. */
const OTHERS = {
  'zh-Hant': { locale: 'zh-TW', load: () => import('./zh-Hant.json') },
  'zh-Hans': { locale: 'zh-CN', load: () => import('./zh-Hans.json') },
} satisfies Readonly<
  Record<Exclude<Language, 'en'>, { readonly locale: string; readonly load: () => Promise<{ default: Messages }> }>
>;

/** Reads the messages of a language when they are first wanted. */
export async function loadWords(language: Language): Promise<Words> {
  if (language === 'en') return ENGLISH;
  const { locale, load } = OTHERS[language];
  const { default: words } = await load();
  return wordsOf(language, locale, words);
}

/** Chinese writes no blank between sentences. */
export function wordsOf(language: Language, locale: string, words: Messages): Words {
  const format = createFormat(locale);
  const sentences: Catalogue = words;
  const say = createSay(sentences, format, language === 'en' ? {} : { between: '' });
  return { language, locale, say, window: { words: words.window, format } };
}
