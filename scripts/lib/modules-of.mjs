/** Loads modules of the checkout as they are: bundled in memory, nothing written. */
import { build } from 'esbuild';
import { ROOT } from './paths.mjs';

/**
 * @param {string} entry TypeScript that exports what is wanted, with paths from the project root
 * @param {import('esbuild').BuildOptions['plugins']} [plugins]
 * @returns {Promise<unknown>}
 */
export async function modulesOf(entry, plugins = []) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
