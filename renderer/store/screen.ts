import { create } from 'zustand';

/** The screens of the window, in the order of the header. */
export const SCREENS = ['scan', 'devices'] as const;
export type Screen = (typeof SCREENS)[number];

/** Which screen is shown. */
export const useScreen = create<{ readonly screen: Screen }>(() => ({ screen: 'scan' }));

export function goTo(screen: Screen): void {
  useScreen.setState({ screen });
}
