/** What the scripts say to the person who runs them. */

const colourful = process.stdout.isTTY && process.env.NO_COLOR === undefined;

/** @type {(code: number, text: string) => string} */
const paint = (code, text) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

/** @param {string} text */
export const bold = (text) => paint(1, text);
/** @param {string} text */
export const dim = (text) => paint(2, text);
/** @param {string} text */
export const red = (text) => paint(31, text);
/** @param {string} text */
export const green = (text) => paint(32, text);

/**
 * @param {number} ms
 * @returns {string} such as `0.4 s` or `2 min 05 s`
 */
export function duration(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * Ends the script with one sentence on standard error.
 *
 * @param {string} sentence what went wrong, where, and what to do
 * @param {number} [exitCode] 1 for a failure, 2 where the machine or the command line cannot do it
 * @returns {never}
 */
export function fail(sentence, exitCode = 1) {
  console.error(red(sentence));
  process.exit(exitCode);
}
