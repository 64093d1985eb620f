import type { deviceMessages as DeviceMessages } from '../../renderer/registry/messages';
import type { messages as WindowMessages } from '../../renderer/messages';

/** The texts of the window, from its own source: whatever works the window presses these and waits for these. */
export const messages: typeof WindowMessages;
export const deviceMessages: typeof DeviceMessages;
export { anyOf, withAnyCount } from './any-count.mjs';
