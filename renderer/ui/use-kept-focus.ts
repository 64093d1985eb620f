import { useEffect, useRef, type RefObject } from 'react';

/** How many frames a sheet that lies above may take to be gone. */
const MAX_FRAMES = 60;

/**
 * A control that goes away, or is disabled, takes the focus with it, and then no key reaches the sheet or screen any more. It takes
 * the focus back, so that Escape, Tab and the arrow keys go on working.
 * @param home selector of what gets the focus inside; the element itself, if nothing is said or found
 */
export function useKeptFocus(home = ''): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const sheet = ref.current;
    if (sheet === null) return undefined;
    let frame = 0;
    // Where the focus went is known only when the page has been drawn.
    const look = (frames: number): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body || frames === 0) return;
        if (sheet.closest('[inert], [aria-hidden="true"]') !== null) {
          look(frames - 1);
          return;
        }
        const inside = home === '' ? null : sheet.querySelector<HTMLElement>(home);
        (inside ?? sheet).focus({ preventScroll: true });
      });
    };
    const observer = new MutationObserver(() => look(MAX_FRAMES));
    observer.observe(sheet, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [home]);
  return ref;
}
