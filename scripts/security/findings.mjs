/** What a check of the security checklist finds, and how it looks at sources. */
import { placesOf } from './product-sources.mjs';

/**
 * @typedef {object} Context
 * @property {readonly import('./product-sources.mjs').Source[]} sources
 * @property {import('./product-values.mjs').ProductValues} values
 * @property {import('./packed-app.mjs').PackedApp | undefined} packed nothing if the console is not packed
 * @property {{ readonly release: Answers | undefined, readonly forTests: Answers | undefined }} debuggers who answered; nothing if it was not tried
 *
 * @typedef {{ readonly page: boolean, readonly node: boolean }} Answers
 *
 * @typedef {object} Finding
 * @property {'pass' | 'fail' | 'note'} state `note`: cannot be told here, and why
 * @property {string} detail
 *
 * @typedef {object} Item
 * @property {string} title
 * @property {string} tested where a test tries it on the running program, or what else watches over it
 * @property {(context: Context) => Finding} check
 *
 * @typedef {{ readonly name: string, readonly items: readonly Item[] }} Section
 */

export const SECURITY_SPEC = 'e2e/window/security.spec.ts';
export const MAIN_WINDOW = 'main/window/main-window.ts';
export const REPORT_PRINTER = 'main/window/report-printer.ts';
export const HARDENING = 'main/window/hardening.ts';

/** @param {import('./product-sources.mjs').Source} source */
export function isMain({ path }) {
  return path.startsWith('main/');
}

/** @param {string} detail */
export function pass(detail) {
  return /** @type {const} */ ({ state: 'pass', detail });
}

/** @param {string} detail */
export function fail(detail) {
  return /** @type {const} */ ({ state: 'fail', detail });
}

/** @param {string} detail */
export function note(detail) {
  return /** @type {const} */ ({ state: 'note', detail });
}

export const NOT_PACKED = note('not packed: run "npm run package"');

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {RegExp} pattern
 */
export function nowhere(sources, pattern) {
  if (sources.length === 0) return fail('no sources were looked at');
  const places = placesOf(sources, pattern);
  return places.length === 0 ? pass(`${sources.length} files`) : fail(places.join(', '));
}

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {RegExp} pattern
 * @param {readonly string[]} homes
 */
export function onlyIn(sources, pattern, homes) {
  const places = placesOf(sources, pattern);
  const strayed = places.filter((place) => !homes.some((home) => place.startsWith(`${home}:`)));
  if (strayed.length > 0) return fail(strayed.join(', '));
  return places.length > 0 ? pass(`in ${homes.join(', ')}`) : fail('it is nowhere');
}

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {string} file
 * @param {RegExp} pattern
 * @param {string} detail
 */
export function has(sources, file, pattern, detail) {
  const source = sources.find(({ path }) => path === file);
  if (source === undefined) return fail(`there is no ${file}`);
  return pattern.test(source.code) ? pass(detail) : fail(`not in ${file}`);
}
