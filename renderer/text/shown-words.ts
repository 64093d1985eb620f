import { create } from 'zustand';
import { firstLanguageOf, type Language } from '../../protocol/languages';
import { ENGLISH, loadWords, type Words } from '../../messages/words';

/** What the window speaks now. Whoever shows words under another element's memory looks here, to be drawn again with them. */
export const useShownWords = create<Words>(() => ENGLISH);

/** What the window speaks now, for those who are no component. */
export function shownWords(): Words {
  return useShownWords.getState();
}

/** The words of a catalogue, from now on everywhere. */
export function showWords(words: Words): void {
  document.documentElement.lang = words.language;
  useShownWords.setState(words, true);
}

let wanted: Language = 'en';

/** Shows the window in a language, once its words are there. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language;
  const words = await loadWords(language);
  // Another may have been chosen meanwhile.
  if (wanted === language && shownWords().language !== language) showWords(words);
}

/** The desktop's language: main says it in the page's address, because the page knows only the languages of Electron's own texts. */
export function systemLanguage(): Language {
  return firstLanguageOf([new URLSearchParams(window.location.search).get('system') ?? 'en']);
}
