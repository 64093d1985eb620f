import { useEffect, useRef, type RefObject } from 'react';

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
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      // Where the focus went is known only when the page has been drawn.
      frame = requestAnimationFrame(() => {
        const behindSheet = sheet.closest('[inert], [aria-hidden="true"]') !== null;
        if (document.activeElement !== document.body || behindSheet) return;
        const inside = home === '' ? null : sheet.querySelector<HTMLElement>(home);
        (inside ?? sheet).focus({ preventScroll: true });
      });
    });
    observer.observe(sheet, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [home]);
  return ref;
}
