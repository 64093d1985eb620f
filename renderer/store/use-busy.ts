import { useCallback, useRef, useState } from 'react';

/** Runs one thing at a time: while it runs, the first value is true and a second press does nothing. */
export function useBusy(): readonly [boolean, (work: () => Promise<void>) => void] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    void work().finally(() => {
      running.current = false;
      setBusy(false);
    });
  }, []);
  return [busy, run];
}
