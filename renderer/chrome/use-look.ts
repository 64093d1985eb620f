import { useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { Settings } from '../../protocol/settings';
import { useConsole, useFacts } from '../store/console-context';

type Look = Settings['window'];

/**
 * What was switched at this window. It holds at once; where it may not be saved as a setting (people are on record and an operator is
 * signed in), it holds until the window closes.
 */
const useSwitched = create<Partial<Look>>(() => ({}));

/** Theme and type size as they are shown now. */
export function useLook(): Look {
  const kept = useFacts(({ settings }) => settings.window);
  const switched = useSwitched();
  return { theme: switched.theme ?? kept.theme, size: switched.size ?? kept.size };
}

/** Puts theme and type size on the page. `system` leaves the choice to the system, and follows it. */
export function useLookOnPage(): void {
  const { theme, size } = useLook();
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    dataset['size'] = size;
  }, [theme, size]);
}

/** Changes theme or size, and saves it as a setting where that is allowed. */
export function useChangeLook(): (change: Partial<Look>) => void {
  const { askOrTell } = useConsole();
  const settings = useFacts((facts) => facts.settings);
  const maySave = useFacts(({ signIn }) => !signIn.required || signIn.person?.role === 'engineer');
  return useCallback(
    (change) => {
      if (maySave)
        void askOrTell('settings.save', { settings: { ...settings, window: { ...settings.window, ...change } }, secrets: {} });
      else useSwitched.setState(change);
    },
    [askOrTell, maySave, settings],
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
  const { theme } = useLook();
  const systemDark = useSyncExternalStore(subscribeToSystem, () => window.matchMedia(DARK).matches);
  return theme === 'system' ? systemDark : theme === 'dark';
}
