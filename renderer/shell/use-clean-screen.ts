import { useEffect, useRef } from 'react';
import { useConsole } from '../store/console-context';

/** What was said on one screen stays there: the hint, what passed, and the last look-up go when another screen is shown. */
export function useCleanScreen(screen: string): void {
  const { hint, notices, lookUp, view } = useConsole();
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    hint.say('');
    notices.dismissPassing();
    lookUp.setState({ unknown: null });
    if (view.store.getState().query !== '') view.setQuery('');
  }, [screen, hint, notices, lookUp, view]);
}
