import { useEffect, useRef, type RefObject } from 'react';

/** Gives the focus to the field in this part of a sheet that is to be filled in first: the chosen radio, else the first input. */
export function useFirstFocus(): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The sheet itself takes the focus when it opens; this comes after it.
    const frame = requestAnimationFrame(() => focusIn(place.current));
    return () => cancelAnimationFrame(frame);
  }, []);
  return place;
}

/** Focuses the chosen radio in a place, else its first input. */
export function focusIn(place: HTMLElement | null): void {
  const input = place?.querySelector<HTMLElement>('input:checked') ?? place?.querySelector<HTMLElement>('input');
  input?.focus();
}
