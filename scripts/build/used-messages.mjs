/** Leaves out of a bundle the messages that nothing in it says: a program on a device needs few of those that console and window have. */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * @param {import('esbuild').BuildOptions} options of the bundle with all messages
 * @returns {Promise<import('esbuild').BuildOptions>} of the same with those whose codes stand in its program
 */
export async function withUsedMessages(options) {
  const bare = await build({ ...options, plugins: [messagesWhere(() => false)], sourcemap: false, write: false });
  const program = bare.outputFiles?.[0]?.text ?? '';
  return { ...options, plugins: [messagesWhere((code) => program.includes(code))] };
}

/**
 * The window's own words have no codes: they are left out.
 *
 * @param {(code: string) => boolean} isSaid
 * @returns {import('esbuild').Plugin}
 */
function messagesWhere(isSaid) {
  return {
    name: 'used-messages',
    setup(making) {
      making.onLoad({ filter: /[\\/]messages[\\/][\w-]+\.json$/ }, async ({ path }) => {
        const all = /** @type {Record<string, unknown>} */ (JSON.parse(await readFile(path, 'utf8')));
        const said = Object.entries(all).filter(([code, words]) => typeof words === 'string' && isSaid(code));
        return { contents: JSON.stringify(Object.fromEntries(said)), loader: 'json' };
      });
    },
  };
}
