import type { Language } from '../../protocol/languages';
import type { WindowWords } from '../../messages/window-words';
import type { messages as WindowMessages } from '../../renderer/messages';

/** The texts of the window, from its own source: whatever works the window presses these and waits for these. */
export const messages: typeof WindowMessages;
/** The same in another language, or lengthened and in brackets. */
export function messagesIn(language: Language | 'pseudo'): Promise<WindowWords>;
export { anyOf, withAnyCount } from './any-count.mjs';
