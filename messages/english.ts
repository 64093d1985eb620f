import messages from './en.json';
import terminal from './en-terminal.json';
import { createFormat } from './format';
import { createSay, type Catalogue } from './say';
import type { WindowLanguage } from './window-words';

const catalogue: Catalogue = messages;
const format = createFormat('en');

/** In English: for the window and the terminal, and for whatever is written for a reader who is not known (exports, evidence, notifications, logs). */
export const english = createSay(catalogue, format);

/** The same for a JSON text, which writes out by itself what cannot be seen. */
export const englishInJson = createSay(catalogue, format, { shown: (outside) => outside });

/** What differs on a terminal, where nobody asks one device again and no window shows the settings. */
const ownWords: Partial<Catalogue> = terminal;

/** The same for somebody who reads what `burnin` says. */
export const englishInTerminal = createSay({ ...catalogue, ...ownWords }, format);

/** The window's own words in English. */
export const englishWindow: WindowLanguage = { words: messages.window, format };
