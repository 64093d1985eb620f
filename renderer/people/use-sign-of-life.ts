import { useEffect } from 'react';
import { useConsole, useFacts } from '../store/console-context';

/** Main hears of a person at the window at most so often, ms. */
const TELL_EVERY_MS = 5_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells main, while somebody is signed in, that there is still a person who presses keys, moves the pointer or scans. */
export function useSignOfLife(): void {
  const { ask } = useConsole();
  const signedIn = useFacts(({ signIn }) => signIn.person !== null);
  useEffect(() => {
    if (!signedIn) return;
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = ({ timeStamp }: Event): void => {
      if (timeStamp - toldAt < TELL_EVERY_MS) return;
      toldAt = timeStamp;
      void ask('person.active', {});
    };
    for (const sign of SIGNS) window.addEventListener(sign, tell, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, tell, { capture: true });
    };
  }, [ask, signedIn]);
}
