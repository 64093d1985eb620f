import { create } from 'zustand';
import type { Settings } from '../../protocol/settings';

/** A part of the settings that stands on a page of its own. */
export type SectionId = keyof Settings | 'people';

interface SettingsState {
  /** The page that is shown first; null: the settings are closed. */
  readonly section: SectionId | null;
  readonly open: (section: SectionId) => void;
  readonly close: () => void;
}

/** Whether the settings are open, and where: what is wrong with a connection leads to its page. */
export const useSettingsDialog = create<SettingsState>((set) => ({
  section: null,
  open: (section) => set({ section }),
  close: () => set({ section: null }),
}));
