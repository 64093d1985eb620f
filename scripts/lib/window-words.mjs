/** The contract is in `window-words.d.mts`. */
import { buildSync } from 'esbuild';
import { ROOT } from './paths.mjs';
import { anyOf, withAnyCount } from './any-count.mjs';

const built = buildSync({
  stdin: {
    contents: `
      export { messages } from './renderer/messages';
      export { loadWords } from './messages/words';
      export { pseudoWords } from './messages/testing/pseudo';
      export { windowWords } from './messages/window-words';
    `,
    resolveDir: ROOT,
  },
  bundle: true,
  format: 'esm',
  write: false,
  logLevel: 'warning',
});
const code = Buffer.from(built.outputFiles[0]?.contents ?? []).toString('base64');

/** @type {unknown} */
const made = await import(`data:text/javascript;base64,${code}`);

const all = /** @type {typeof import('./window-words.mjs') & Parts} */ (made);

/** @typedef {typeof import('../../messages/words') & typeof import('../../messages/window-words') & typeof import('../../messages/testing/pseudo')} Parts */

export const { messages } = all;

/** @type {typeof import('./window-words.mjs').messagesIn} */
export async function messagesIn(language) {
  const words = language === 'pseudo' ? all.pseudoWords() : await all.loadWords(language);
  return all.windowWords(() => words.window);
}

export { anyOf, withAnyCount };
