/** The sources of what is shipped, as text: without tests, and without what only tests use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../lib/paths.mjs';

const FOLDERS = ['protocol', 'main', 'renderer', 'agent'];
const NOT_SHIPPED = /\.test\.tsx?$|\.d\.ts$|\/(testing|fixtures|dev)\/|vite\.config/;

/** @typedef {{ readonly path: string, readonly text: string, readonly code: string }} Source path from the project root, with forward slashes; `code` is the text without comments */

/** @returns {Source[]} */
export function productSources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|html|css)$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !NOT_SHIPPED.test(`/${path}`))
      .toSorted()
      .map((path) => {
        const text = readFileSync(join(ROOT, path), 'utf8');
        return { path, text, code: withoutComments(text) };
      }),
  );
}

/**
 * Every place where a pattern stands in code.
 *
 * @param {readonly Source[]} sources
 * @param {RegExp} pattern
 * @returns {string[]} `path:line`
 */
export function placesOf(sources, pattern) {
  return sources.flatMap(({ path, code }) =>
    code.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/**
 * Blanks comments out and keeps the lines, so that a word about a danger is not taken for the danger.
 *
 * @param {string} text
 */
export function withoutComments(text) {
  return text.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|[\s;{}()])\/\/[^\n]*/g, '$1');
}
