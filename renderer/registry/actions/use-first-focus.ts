import { useEffect, useRef, type RefObject } from 'react';

/** Gives the focus to the field in this part of a sheet that is to be filled in first: the chosen radio, else the first input. */
export function useFirstFocus(): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The sheet itself takes the focus when it opens; this comes after it.
    const frame = requestAnimationFrame(() => focusIn(container.current));
    return () => cancelAnimationFrame(frame);
  }, []);
  return container;
}

/** Focuses the chosen radio in a container, else its first input. */
export function focusIn(container: HTMLElement | null): void {
  const input = container?.querySelector<HTMLElement>('input:checked') ?? container?.querySelector<HTMLElement>('input');
  input?.focus();
}
