import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the devices of a scan that was started on a rack are looked at, and the slot that waits for the label of its unit. */
interface RackViewState {
  /** What a person has chosen; null: the rack where the scan has one. */
  readonly layout: 'grid' | 'rack' | null;
  /** The slot whose label was scanned last: the next unit's label says what is in it. */
  readonly aimed: string | null;
}

export type RackView = StoreApi<RackViewState>;

export function createRackView(): RackView {
  return createStore<RackViewState>(() => ({ layout: null, aimed: null }));
}
