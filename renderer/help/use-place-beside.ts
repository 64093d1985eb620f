import { useLayoutEffect, useState, type RefObject } from 'react';
import type { TourStep } from './tour-steps';

/** How often it looks where the thing is, ms: screens come and go below it. */
const LOOK_MS = 200;
const GAP_PX = 12;

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Where a card may stand beside a thing of the screen: below it, or above where there is no room; in the lower corner while it is not there. */
export function usePlaceBeside(
  card: RefObject<HTMLElement | null>,
  { beside, side }: Pick<TourStep, 'beside' | 'side'>,
): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useLayoutEffect(() => {
    const look = (): void => {
      const own = card.current?.getBoundingClientRect();
      if (own === undefined) return;
      const found = placeOf(document.querySelector(beside)?.getBoundingClientRect(), own, window, side);
      setPlace((before) => (before?.left === found.left && before.top === found.top ? before : found));
    };
    look();
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [card, beside, side]);
  return place;
}

type Box = Pick<DOMRect, 'left' | 'top' | 'bottom' | 'width' | 'height'>;
type Room = Readonly<Record<'innerWidth' | 'innerHeight', number>>;

/** @param thing undefined while it is not on the screen */
export function placeOf(
  thing: Box | undefined,
  own: Pick<Box, 'width' | 'height'>,
  { innerWidth, innerHeight }: Room,
  side: TourStep['side'] = 'below',
): Place {
  const lowest = Math.max(GAP_PX, innerHeight - own.height - GAP_PX);
  if (thing === undefined) return { left: GAP_PX, top: lowest };
  const leftOf = thing.left - own.width - GAP_PX;
  if (side === 'left' && leftOf >= GAP_PX) return { left: leftOf, top: Math.min(thing.top, lowest) };
  const below = thing.bottom + GAP_PX;
  const above = thing.top - own.height - GAP_PX;
  const left = Math.max(GAP_PX, Math.min(thing.left, innerWidth - own.width - GAP_PX));
  if (side === 'low') return { left, top: lowest };
  if (below <= lowest) return { left, top: below };
  // A thing that fills the screen is covered at its end.
  return { left, top: above >= GAP_PX ? above : lowest };
}
