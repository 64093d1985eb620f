import { create } from 'zustand';
import type { DeliveryKey } from '../../protocol/ids';

/** The two halves of the drawer. */
export type DrawerTab = 'outgoing' | 'aside';

interface DrawerState {
  readonly tab: DrawerTab | null;
  /** The one message that is looked at; null: the list. */
  readonly opened: DeliveryKey | null;
  readonly open: (tab: DrawerTab) => void;
  readonly show: (key: DeliveryKey) => void;
  readonly back: () => void;
  readonly close: () => void;
}

/** Whether the drawer of deliveries is open, and where. */
export const useDeliveryDrawer = create<DrawerState>((set) => ({
  tab: null,
  opened: null,
  open: (tab) => set({ tab, opened: null }),
  show: (opened) => set({ tab: 'outgoing', opened }),
  back: () => set({ opened: null }),
  close: () => set({ tab: null, opened: null }),
}));
