import { useEffect, useRef, type RefObject } from 'react';

/**
 * A control that goes away, or is disabled, takes the focus with it, and then no key reaches the sheet any more. The sheet takes the
 * focus back, so that Escape and Tab go on working.
 */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const sheet = ref.current;
    if (sheet === null) return undefined;
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      // Where the focus went is known only when the page has been drawn.
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) sheet.focus({ preventScroll: true });
      });
    });
    observer.observe(sheet, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
  return ref;
}
