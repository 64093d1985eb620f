/** Loads `protocol/` as it is in the checkout: bundled in memory, nothing written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modulesOf } from '../lib/modules-of.mjs';
import { ROOT } from '../lib/paths.mjs';

/**
 * @typedef {object} Protocol
 * @property {typeof import('../../protocol/wire/v1')} v1
 * @property {typeof import('../../protocol/http')} http
 * @property {typeof import('../../protocol/signal')} signal
 * @property {typeof import('../../protocol/topology')} topology
 * @property {typeof import('zod').toJSONSchema} toJSONSchema of the same zod that made the schemas
 */

const ENTRY = `
export * as v1 from './protocol/wire/v1';
export * as http from './protocol/http';
export * as signal from './protocol/signal';
export * as topology from './protocol/topology';
export { toJSONSchema } from 'zod';
`;

/** @returns {Promise<Protocol>} */
export async function loadProtocol() {
  return /** @type {Protocol} */ (await modulesOf(ENTRY));
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
