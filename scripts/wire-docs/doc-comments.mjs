/** What the sources say about their schemas, so that it is written once. */

/**
 * @typedef {object} SchemaComment
 * @property {string} text of the exported schema; empty when it has none
 * @property {ReadonlyMap<string, string>} keys text of each of its keys that has one
 */

/** An exported constant or a key of it (two spaces deep), with the comment before it, if there is one. */
const COMMENTED = /(?:\/\*\*(?<comment>(?:(?!\*\/)[^])*)\*\/\s*)?^(?:export const (?<name>\w+)| {2}(?<key>\w+):)/gmu;

/**
 * @param {string} source of a module that exports schemas, in the house's format
 * @returns {ReadonlyMap<string, SchemaComment>} by exported name
 */
export function schemaComments(source) {
  /** @type {Map<string, { text: string, keys: Map<string, string> }>} */
  const comments = new Map();
  /** @type {Map<string, string>} */
  let keys = new Map();
  for (const { groups = {} } of source.matchAll(COMMENTED)) {
    const text = plain(groups['comment'] ?? '');
    if (groups['name'] !== undefined) {
      keys = new Map();
      comments.set(groups['name'], { text, keys });
    } else if (text !== '') keys.set(groups['key'] ?? '', text);
  }
  return comments;
}

/** @param {string} comment */
function plain(comment) {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/u, '').trim())
    .filter((line) => line !== '' && !line.startsWith('@'))
    .join(' ');
}
