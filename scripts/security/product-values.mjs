/** Values of the product's sources as they are in the checkout: bundled in memory, with nothing in place of Electron. */
import { modulesOf } from '../lib/modules-of.mjs';

/**
 * @typedef {object} ProductValues
 * @property {Readonly<Record<string, unknown>>} webPreferences
 * @property {string} contentSecurityPolicy
 * @property {Readonly<Record<string, { readonly input: import('zod').ZodType }>>} commands
 * @property {Readonly<Record<string, string | null>>} roles
 * @property {Readonly<Record<string, string>>} weights
 * @property {(snapshot: object) => unknown} signedOutSnapshot
 * @property {(root: string, url: string) => string | null} resolveAppFile
 * @property {typeof import('zod').toJSONSchema} toJSONSchema
 */

const ENTRY = `
export { HARDENED_WEB_PREFERENCES as webPreferences } from './main/window/hardening';
export { CONTENT_SECURITY_POLICY as contentSecurityPolicy } from './main/window/content-security-policy';
export { resolveAppFile } from './main/window/app-files';
import { COMMANDS } from './main/app/commands';
const rows = Object.entries(COMMANDS);
export const roles = Object.fromEntries(rows.map(([name, { role }]) => [name, role]));
export const weights = Object.fromEntries(rows.map(([name, { weight }]) => [name, weight]));
export { signedOutSnapshot } from './main/app/people/signed-out';
export { commands } from './protocol/ipc';
export { toJSONSchema } from 'zod';
`;

/** @returns {Promise<ProductValues>} */
export async function productValues() {
  return /** @type {ProductValues} */ (await modulesOf(ENTRY, [NO_ELECTRON]));
}

/** @type {import('esbuild').Plugin} */
const NO_ELECTRON = {
  name: 'no-electron',
  setup(builder) {
    builder.onResolve({ filter: /^electron$/ }, () => ({ path: 'electron', namespace: 'nothing' }));
    builder.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export const app = {}, session = {};' }));
  },
};
