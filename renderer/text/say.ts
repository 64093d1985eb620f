import { english } from '../../messages/english';

/** Puts what main says into the words of the window's language. */
export const say = english;
