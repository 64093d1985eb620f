import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} program
 * @returns {string | undefined} its absolute path
 */
export function findOnPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((candidate) => existsSync(candidate));
}

/**
 * @param {string} program
 * @returns {boolean}
 */
export function isOnPath(program) {
  return findOnPath(program) !== undefined;
}
