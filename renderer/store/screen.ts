import { create } from 'zustand';

/** The screens of the window, in the order of the header. */
export const SCREENS = ['scan', 'devices'] as const;
export type Screen = (typeof SCREENS)[number];

/** Where in the window one is: the scan is another place before it is started. */
export type Place = 'start' | 'results' | Exclude<Screen, 'scan'>;

/** Which screen is shown. */
export const useScreen = create<{ readonly screen: Screen }>(() => ({ screen: 'scan' }));

export function goTo(screen: Screen): void {
  useScreen.setState({ screen });
}
