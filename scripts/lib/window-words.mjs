/** The contract is in `window-words.d.mts`. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './paths.mjs';
import { anyOf, withAnyCount } from './any-count.mjs';

const built = buildSync({
  stdin: {
    contents: "export { messages } from './messages'; export { deviceMessages } from './registry/messages';",
    resolveDir: join(ROOT, 'renderer'),
  },
  bundle: true,
  format: 'esm',
  write: false,
  logLevel: 'warning',
});
const code = Buffer.from(built.outputFiles[0]?.contents ?? []).toString('base64');

/** @type {unknown} */
const made = await import(`data:text/javascript;base64,${code}`);

export const { deviceMessages, messages } = /** @type {typeof import('./window-words.mjs')} */ (made);
export { anyOf, withAnyCount };
