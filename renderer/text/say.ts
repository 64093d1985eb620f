import type { Say } from '../../messages/say';
import { shownWords } from './shown-words';

/** Puts what main says into the words of the window's language. */
export const say: Say = (texts) => shownWords().say(texts);
