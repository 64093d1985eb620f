import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

/** Takes files that are dropped on an element. Whatever else is dragged over it is passed over. */
export function useFileDrop<E extends HTMLElement>(
  take: (files: readonly File[]) => void,
): { readonly target: RefObject<E | null>; readonly over: boolean } {
  const target = useRef<E>(null);
  const [over, setOver] = useState(false);
  const latest = useEffectEvent(take);
  useEffect(() => {
    const element = target.current;
    if (element === null) return undefined;
    const drag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget instanceof Node && element.contains(event.relatedTarget)) return;
      setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = Array.from(event.dataTransfer?.files ?? []);
      if (files.length > 0) latest(files);
    };
    element.addEventListener('dragenter', drag);
    element.addEventListener('dragover', drag);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragenter', drag);
      element.removeEventListener('dragover', drag);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
    };
  }, []);
  return { target, over };
}
