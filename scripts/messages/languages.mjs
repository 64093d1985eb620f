/** Where a language of the catalogue is not built as the English one. */
import { isStructurallySame, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { messagesOf } from './window-parameters.mjs';

/** @typedef {import('./window-parameters.mjs').WordTree} WordTree */

/**
 * @param {WordTree} english
 * @param {WordTree} other
 * @returns {string[]} one line for each message that is missing, unknown, or takes other parameters
 */
export function differences(english, other) {
  const wanted = new Map(messagesOf(english));
  const given = new Map(messagesOf(other));
  return [
    ...[...wanted.keys()].filter((path) => !given.has(path)).map((path) => `${path} is missing`),
    ...[...given].flatMap(([path, message]) => {
      const source = wanted.get(path);
      if (source === undefined) return [`${path} is not in English`];
      const { error, success } = isStructurallySame(read(source), read(message));
      return success ? [] : [`${path}: ${error?.message ?? 'takes other parameters'}`];
    }),
  ];
}

/**
 * What is wrong with the messages of one language by themselves.
 *
 * @param {WordTree} words
 * @returns {string[]}
 */
export function faultsOf(words) {
  return messagesOf(words).flatMap(([path, message]) => {
    try {
      const parts = read(message);
      const plain = parts.every(({ type }) => type === TYPE.literal);
      // A message without parameters is shown as it stands, so nothing in it may need reading.
      const shown = parts.map((part) => (part.type === TYPE.literal ? part.value : '')).join('');
      if (plain && (message.includes('{') || shown !== message)) return [`${path} has a quoted brace or apostrophe`];
      return message === message.trim() ? [] : [`${path} begins or ends with a blank`];
    } catch (error) {
      return [`${path} cannot be read: ${String(error)}`];
    }
  });
}

/**
 * Plural forms that the language does not have: a translation that was written after the English grammar.
 *
 * @param {WordTree} words
 * @param {string} locale
 * @returns {string[]}
 */
export function strangePlurals(words, locale) {
  /** @type {ReadonlySet<string>} */
  const known = new Set(new Intl.PluralRules(locale).resolvedOptions().pluralCategories);
  return messagesOf(words).flatMap(([path, message]) =>
    pluralsOf(read(message)).flatMap((form) => (form.startsWith('=') || known.has(form) ? [] : [`${path}: ${form}`])),
  );
}

/**
 * Every piece of a message that is shown as it stands.
 *
 * @param {string} message
 * @returns {string[]}
 */
export function literalsOf(message) {
  /** @type {(parts: readonly import('@formatjs/icu-messageformat-parser').MessageFormatElement[]) => string[]} */
  const literals = (parts) =>
    parts.flatMap((part) => {
      if (part.type === TYPE.literal) return [part.value];
      if (part.type !== TYPE.plural && part.type !== TYPE.select) return [];
      return Object.values(part.options).flatMap(({ value }) => literals(value));
    });
  return literals(read(message));
}

/**
 * @param {readonly import('@formatjs/icu-messageformat-parser').MessageFormatElement[]} parts
 * @returns {string[]}
 */
function pluralsOf(parts) {
  return parts.flatMap((part) => {
    if (part.type !== TYPE.plural && part.type !== TYPE.select) return [];
    const inner = Object.values(part.options).flatMap(({ value }) => pluralsOf(value));
    return part.type === TYPE.plural ? [...Object.keys(part.options), ...inner] : inner;
  });
}

/** @param {string} message */
function read(message) {
  return parse(message, { ignoreTag: true });
}
