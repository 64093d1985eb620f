import { useLayoutEffect, useState, type RefObject } from 'react';

/** How often it looks where the thing is, ms: screens come and go below it. */
const LOOK_MS = 200;
const GAP_PX = 12;

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Where a card may stand beside a thing of the screen: below it, or above where there is no room; in the lower corner while it is not there. */
export function usePlaceBeside(card: RefObject<HTMLElement | null>, selector: string): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useLayoutEffect(() => {
    const look = (): void => {
      const own = card.current?.getBoundingClientRect();
      if (own === undefined) return;
      const found = placeOf(document.querySelector(selector)?.getBoundingClientRect(), own, window);
      setPlace((before) => (before?.left === found.left && before.top === found.top ? before : found));
    };
    look();
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [card, selector]);
  return place;
}

type Box = Pick<DOMRect, 'left' | 'top' | 'bottom' | 'width' | 'height'>;
type Room = Readonly<Record<'innerWidth' | 'innerHeight', number>>;

/** @param thing undefined while it is not on the screen */
export function placeOf(thing: Box | undefined, own: Pick<Box, 'width' | 'height'>, { innerWidth, innerHeight }: Room): Place {
  const lowest = Math.max(GAP_PX, innerHeight - own.height - GAP_PX);
  if (thing === undefined) return { left: GAP_PX, top: lowest };
  const below = thing.bottom + GAP_PX;
  const above = thing.top - own.height - GAP_PX;
  const left = Math.max(GAP_PX, Math.min(thing.left, innerWidth - own.width - GAP_PX));
  if (below <= lowest) return { left, top: below };
  // A thing that fills the screen is covered at its end.
  return { left, top: above >= GAP_PX ? above : lowest };
}
