/** A word of small letters only: `right`, not `enp5s0`, `e0:18:7d` or `q186i15801`. */
const PLAIN_WORD = /^[a-z]+(?= )/;
/** So go on the sentences that begin with the name of a port or of a device, which may be `wan` or `lan`. */
const AFTER_A_NAME = /^\S+ (?:has|reports|reported|shows|\()/;
/** Where one of our own stands behind another sentence. */
const INSIDE = /(?<=\. )(?:right|same)(?= MAC\b)/g;

/**
 * A reason as it is shown: with a capital at its beginning, unless it begins with a name, which is written as the system or the label
 * writes it. Records, files and the command line have the reason as it is: its words are compared.
 */
export function asSentence(text: string): string {
  const first = AFTER_A_NAME.test(text) ? text : text.replace(PLAIN_WORD, capital);
  return first.replaceAll(INSIDE, capital);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
