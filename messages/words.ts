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

/** How a language is written. */
interface Writing {
  /** As `Intl` takes it. */
  readonly locale: string;
  /** What stands between two sentences: Chinese writes no blank there. */
  readonly between: '' | ' ';
}

/** Languages besides English: where their messages are, and how they are written. */
const OTHERS = {
  'zh-Hant': { locale: 'zh-TW', between: '', load: () => import('./zh-Hant.json') },
  'zh-Hans': { locale: 'zh-CN', between: '', load: () => import('./zh-Hans.json') },
} satisfies Readonly<Record<Exclude<Language, 'en'>, Writing & { readonly load: () => Promise<{ default: Messages }> }>>;

/** Reads the messages of a language when they are first wanted. */
export async function loadWords(language: Language): Promise<Words> {
  if (language === 'en') return ENGLISH;
  const { load, ...writing } = OTHERS[language];
  const { default: words } = await load();
  return wordsOf(language, writing, words);
}

export function wordsOf(language: Language, { locale, between }: Writing, words: Messages): Words {
  const format = createFormat(locale);
  const sentences: Catalogue = words;
  const say = createSay(sentences, format, { between });
  return { language, locale, say, window: { words: words.window, format } };
}
