/** Loads `protocol/` as it is in the checkout: bundled in memory, nothing written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../lib/paths.mjs';

/**
 * @typedef {object} Protocol
 * @property {typeof import('../../protocol/wire/v1')} v1
 * @property {typeof import('../../protocol/http')} http
 * @property {typeof import('../../protocol/topology')} topology
 * @property {typeof import('zod').toJSONSchema} toJSONSchema of the same zod that made the schemas
 */

const ENTRY = `
export * as v1 from './protocol/wire/v1';
export * as http from './protocol/http';
export * as topology from './protocol/topology';
export { toJSONSchema } from 'zod';
`;

/** @returns {Promise<Protocol>} */
export async function loadProtocol() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return /** @type {Promise<Protocol>} */ (import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`));
}

/**
 * @param {string} name of a file in `protocol/`
 * @returns {string}
 */
export function protocolSource(name) {
  return readFileSync(join(ROOT, 'protocol', name), 'utf8');
}

/**
 * @param {string} name of a file in `protocol/fixtures/`
 * @returns {unknown}
 */
export function fixture(name) {
  return JSON.parse(protocolSource(join('fixtures', name)));
}
