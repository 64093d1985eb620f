/** The texts of the window, from its own source: whatever works the window presses these and waits for these. */
export const messages: import('../../renderer/messages').Messages;
export const deviceMessages: typeof import('../../renderer/devices/messages').deviceMessages;
export { anyOf, withAnyCount } from './any-count.mjs';
