import { useLayoutEffect, useRef, type RefObject } from 'react';

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** Gives the returned element a tab stop while it scrolls and nothing inside has one: then it is scrolled by keyboard, too. */
export function useScrollStop<E extends HTMLElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const look = (): void => {
      const scrolls = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
      if (scrolls && element.querySelector(FOCUSABLE) === null) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    const contents = new MutationObserver(look);
    contents.observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['disabled', 'open', 'src'],
    });
    // A picture has its size when it has come.
    element.addEventListener('load', look, true);
    return () => {
      sizes.disconnect();
      contents.disconnect();
      element.removeEventListener('load', look, true);
    };
  }, []);
  return ref;
}
