import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { fitColumns, type Fitted } from './columns';

/** The columns for the room that the grid has, whenever that changes. */
export function useFittedColumns(grid: RefObject<HTMLElement | null>, widths: readonly number[], scale: number): Fitted {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const measure = (): void => setRoom(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  return useMemo(() => fitColumns(widths, room, scale), [widths, room, scale]);
}
