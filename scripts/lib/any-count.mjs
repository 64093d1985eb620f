/** The contract is in `any-count.d.mts`. */
const COUNT = '[\\d,]+';

/** @type {typeof import('./any-count.mjs').withAnyCount} */
export function withAnyCount(text) {
  const forms = [1, 7].map((count) => escaped(text({ count })).replace(String(count), COUNT));
  return new RegExp(`^(?:${forms.join('|')})$`);
}

/** @type {typeof import('./any-count.mjs').anyOf} */
export function anyOf(...texts) {
  return new RegExp(texts.map((text) => (typeof text === 'string' ? `^${escaped(text)}$` : text.source)).join('|'));
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
