import { useEffect, useRef } from 'react';
import { useConsole, useFacts } from '../store/console-context';

/**
 * What was said on one screen stays there: the hint, what passed, and the last look-up go when another screen is shown. A hint also goes with
 * the language that it was said in, and when the scan closes, of which it said that it goes on.
 */
export function useCleanScreen(screen: string): void {
  const { hint, notices, lookUp, view } = useConsole();
  const shown = useRef(screen);
  const phase = useFacts(({ session }) => session?.phase);
  useEffect(() => {
    if (phase === 'closed') hint.say('');
  }, [phase, hint]);
  useEffect(() => () => hint.say(''), [hint]);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    hint.say('');
    notices.dismissPassing();
    lookUp.setState({ unknown: null });
    if (view.store.getState().query !== '') view.setQuery('');
  }, [screen, hint, notices, lookUp, view]);
}
