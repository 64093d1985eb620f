import messages from './en.json';
import { createSay, type Catalogue } from './say';

const catalogue: Catalogue = messages;

/** In English: for the window and the terminal, and for whatever is written for a reader who is not known (exports, evidence, notifications, logs). */
export const english = createSay(catalogue, 'en');
