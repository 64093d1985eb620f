const PLAIN_WORD = /^[\w.+-]{0,40}$/u;

/**
 * A text of somebody else's for a sentence: in quotes when it is a short plain word, else null. Anything longer or stranger may hold
 * a password, or signs that a terminal obeys.
 */
export function quoted(text: string): string | null {
  return PLAIN_WORD.test(text) ? `"${text}"` : null;
}

/** The end of a sentence that says what was given in place of what is needed: `, not "x"`, or nothing where it cannot be shown. */
export function notThis(value: unknown): string {
  const shown =
    typeof value === 'string' ? quoted(value) : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  return shown === null ? '' : `, not ${shown}`;
}
