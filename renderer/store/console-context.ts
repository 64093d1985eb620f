import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { OperationId } from '../../protocol/ids';
import type { DeviceDetails, DeviceRow } from '../../protocol/model';
import type { Console } from './console';
import type { Facts } from './facts';
import type { GridViewState } from './grid-view';
import type { StartDraft } from './start-draft';

export const ConsoleContext = createContext<Console | undefined>(undefined);

/** The console behind the screen. */
export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (console === undefined) throw new Error('useConsole needs a ConsoleContext around it');
  return console;
}

/** A piece of what main told; only below a screen that waits for the first snapshot. */
export function useFacts<T>(select: (facts: Facts) => T): T {
  return useStore(useConsole().facts, (state) => {
    if (state.kind !== 'ready') throw new Error('useFacts needs a snapshot first');
    return select(state.facts);
  });
}

/** The operation that stands on the screen. Only below a screen that shows one. */
export function useShownOperation(): OperationId {
  const shown = useFacts(({ session }) => session?.operationId);
  if (shown === undefined) throw new Error('useShownOperation needs an open operation');
  return shown;
}

export function useView<T>(select: (view: GridViewState) => T): T {
  return useStore(useConsole().view.store, select);
}

export function useDraft<T>(select: (draft: StartDraft) => T): T {
  return useStore(useConsole().draft, select);
}

/** One device's row; renders again only when that row changes. */
export function useRow(slot: number): DeviceRow | undefined {
  const { rows } = useConsole();
  const subscribe = useCallback((listener: () => void) => rows.subscribeRow(slot, listener), [rows, slot]);
  return useSyncExternalStore(subscribe, () => rows.row(slot));
}

/** Details of one device, fetched while somebody looks; undefined until they have come. */
export function useDetails(id: DeviceRow['id'] | undefined): DeviceDetails | undefined {
  const { details } = useConsole();
  const subscribe = useCallback(
    (listener: () => void) => (id === undefined ? () => undefined : details.subscribe(id, listener)),
    [details, id],
  );
  return useSyncExternalStore(subscribe, () => (id === undefined ? undefined : details.get(id)));
}
