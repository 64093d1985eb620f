import { englishWindow } from '../messages/english';
import { windowWords } from '../messages/window-words';

/** Every text of the window that does not come from main, in the window's language. */
export const messages = windowWords(() => englishWindow);
