import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder with templates
 * @returns {(template: string, values?: Readonly<Record<string, string>>) => string} fills one: the names between `@` signs
 */
export function templatesIn(folder) {
  return (template, values = {}) =>
    readFileSync(join(folder, template), 'utf8').replaceAll(/@([A-Z_]+)@/g, (whole, name) => values[String(name)] ?? whole);
}
