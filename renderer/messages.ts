import { windowWords } from '../messages/window-words';
import { shownWords } from './text/shown-words';

/** Every text of the window that does not come from main, in the window's language. */
export const messages = windowWords(() => shownWords().window);
