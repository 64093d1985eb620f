/** The parameters of the window's messages as types, from the English catalogue. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { ROOT } from '../lib/paths.mjs';

/** @typedef {{ readonly [key: string]: string | WordTree }} WordTree */

export const WINDOW_PARAMETERS = join(ROOT, 'messages/window-parameters.ts');

/** @returns {string} what `messages/window-parameters.ts` has to be */
export function windowParameters() {
  /** @type {unknown} */
  const english = JSON.parse(readFileSync(join(ROOT, 'messages/en.json'), 'utf8'));
  const { window } = /** @type {{ readonly window: WordTree }} */ (english);
  const rows = messagesOf(window).flatMap(([path, message]) => {
    const params = [...parametersOf(parse(message, { ignoreTag: true }))];
    if (params.length === 0) return [];
    const key = path.includes('.') ? `'${path}'` : path;
    return `  readonly ${key}: { ${params.map(([name, type]) => `readonly ${name}: ${type}`).join('; ')} };`;
  });
  return [
    "/** What each of the window's messages takes. Written by `npm run messages` from `en.json`: change that. */",
    'export interface WindowParameters {',
    ...rows,
    '}',
    '',
  ].join('\n');
}

/**
 * Every message of a catalogue, or of a part of it.
 *
 * @param {WordTree} tree
 * @param {string} path what stands before each key
 * @returns {(readonly [path: string, message: string])[]}
 */
export function messagesOf(tree, path = '') {
  return Object.entries(tree).flatMap(([key, word]) =>
    typeof word === 'string' ? [/** @type {const} */ ([path + key, word])] : messagesOf(word, `${path}${key}.`),
  );
}

/**
 * @param {readonly import('@formatjs/icu-messageformat-parser').MessageFormatElement[]} elements
 * @returns {Map<string, 'number' | 'string'>}
 */
function parametersOf(elements) {
  /** @type {Map<string, 'number' | 'string'>} */
  const found = new Map();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    const text = element.type === TYPE.argument || element.type === TYPE.select;
    if (found.get(element.value) !== 'number') found.set(element.value, text ? 'string' : 'number');
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
    for (const { value } of Object.values(element.options))
      for (const [name, type] of parametersOf(value)) if (found.get(name) !== 'number') found.set(name, type);
  }
  return found;
}
