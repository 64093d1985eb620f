import { useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { Appearance } from '../../protocol/settings';
import { useConsole, useFacts } from '../store/console-context';
import { showLanguage, systemLanguage } from '../text/shown-words';

/** What was switched while nobody was signed in: it holds until somebody who may save it switches again. */
const useSwitched = create<Partial<Appearance>>(() => ({}));

/** Theme, type size and language as they are chosen now. */
export function useAppearance(): Appearance {
  const kept = useFacts(({ settings }) => settings.window);
  const switched = useSwitched();
  return { ...kept, ...switched };
}

const LEAST_TARGET = { normal: 44, glove: 56 } as const;

/** What a finger can press each way, px; `--least` of the styles. */
export function useLeastTarget(): number {
  return LEAST_TARGET[useFacts(({ settings }) => settings.station.touchTargets)];
}

/** Puts theme, type size and the size of what is pressed on the page. `system` leaves the choice to the system, and follows it. */
export function useLookOnPage(): void {
  const { theme, size } = useAppearance();
  const touch = useFacts(({ settings }) => settings.station.touchTargets);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    dataset['size'] = size;
    dataset['touch'] = touch;
  }, [theme, size, touch]);
}

/** Speaks the language that was chosen. */
export function useLanguageOnPage(): void {
  const { language } = useAppearance();
  useLayoutEffect(() => {
    void showLanguage(language === 'system' ? systemLanguage() : language);
  }, [language]);
}

/** Changes theme, size or language, and saves it once somebody is there to save it. */
export function useChangeAppearance(): (change: Partial<Appearance>) => void {
  const { askOrTell } = useConsole();
  const { theme, size, language } = useAppearance();
  const nobodyHere = useFacts(({ signIn }) => signIn.required && signIn.person === null);
  return useCallback(
    (change) => {
      if (nobodyHere) useSwitched.setState(change);
      else void askOrTell('window.look', { theme, size, language, ...change }).then(() => useSwitched.setState({}, true));
    },
    [askOrTell, nobodyHere, theme, size, language],
  );
}

const DARK = '(prefers-color-scheme: dark)';

function subscribeToSystem(listener: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True when the page is dark now, by choice or by system. */
export function useIsDark(): boolean {
  const { theme } = useAppearance();
  const systemDark = useSyncExternalStore(subscribeToSystem, () => window.matchMedia(DARK).matches);
  return theme === 'system' ? systemDark : theme === 'dark';
}
