import { create } from 'zustand';

/** The two halves of the drawer. */
export type DrawerTab = 'outgoing' | 'aside';

interface DrawerState {
  readonly tab: DrawerTab | null;
  readonly open: (tab: DrawerTab) => void;
  readonly close: () => void;
}

/** Whether the drawer of deliveries is open, and where. */
export const useDeliveryDrawer = create<DrawerState>((set) => ({
  tab: null,
  open: (tab) => set({ tab }),
  close: () => set({ tab: null }),
}));
