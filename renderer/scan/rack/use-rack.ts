import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RackShape } from '../../../protocol/racks';
import { useConsole, useFacts } from '../../store/console-context';
import { placesOf, samePlaces, type Places } from './places';

/** The rack that the shown scan was started on, the same object until another scan is shown; null where there is none. */
export function useRack(): RackShape | null {
  const text = useFacts(({ session }) => (session?.rack === undefined ? '' : JSON.stringify(session.rack)));
  return useMemo(() => (text === '' ? null : (JSON.parse(text) as RackShape)), [text]);
}

/** Whether the devices are shown slot by slot. */
export function useIsRackShown(): boolean {
  const { rackView } = useConsole();
  const chosen = useStore(rackView, (state) => state.layout);
  return useRack() !== null && chosen !== 'grid';
}

/** Where the devices are now. */
export function usePlaces(): Places {
  const { rows } = useConsole();
  const [places, setPlaces] = useState(() => placesOf(rows.all()));
  useEffect(() => {
    const look = (): void =>
      setPlaces((before) => {
        const now = placesOf(rows.all());
        return samePlaces(before, now) ? before : now;
      });
    look();
    return rows.subscribeChanges(look);
  }, [rows]);
  return places;
}
