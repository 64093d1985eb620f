import { useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Look } from '../../protocol/settings';
import { useConsole, useFacts } from '../store/console-context';

/** Theme and type size as they are shown now. */
export function useLook(): Look {
  return useFacts(({ settings }) => settings.window);
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

/** Changes theme or size; everyone may. */
export function useChangeLook(): (change: Partial<Look>) => void {
  const { askOrTell } = useConsole();
  const look = useLook();
  return useCallback((change) => void askOrTell('window.look', { ...look, ...change }), [askOrTell, look]);
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
