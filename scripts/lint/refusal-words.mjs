/**
 * What a refusal or a note says is a code with parameters. Words that stand in its arguments, or in those of `verbatim(…)`, are found
 * here; parameters and codes of `text(…)` are none.
 *
 * @typedef {{ readonly type: string, readonly [part: string]: unknown }} Node
 */
import { asNode } from './literal-text.mjs';

/** Which argument says it: of a new error, of what the device registry and its HTTP service refuse and note with, of words as they are. */
const SAYS = new Map([
  ['AppError', 1],
  ['refuse', 1],
  ['invalid', 1],
  ['refusal', 2],
  ['note', 1],
  ['verbatim', 0],
]);

/**
 * @param {Node} refusal a `new` expression or a call
 * @returns {Node[]} the literals in it that are words for people
 */
export function wordsInRefusal(refusal) {
  const callee = asNode(refusal.callee);
  const at = SAYS.get(String(callee?.name ?? asNode(callee?.property)?.name));
  return at === undefined ? [] : literalsIn(partsOf(refusal.arguments)[at]);
}

/**
 * @param {Node} property of an object
 * @returns {Node[]} the words by which a schema says what is wrong with a value, where `fault('value.…')` belongs
 */
export function wordsOfSchema(property) {
  const isWritten = /^(?:Template)?Literal$/.test(asNode(property.value)?.type ?? '');
  return isWritten && asNode(property.key)?.name === 'error' ? literalsIn(property.value) : [];
}

/**
 * @param {unknown} part
 * @returns {Node[]}
 */
function literalsIn(part) {
  const node = asNode(part);
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && node.value !== '' ? [node] : [];
    case 'TemplateLiteral':
      return [node];
    case 'ArrayExpression':
      return partsOf(node.elements).flatMap(literalsIn);
    case 'SpreadElement':
      return literalsIn(node.argument);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(literalsIn);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [node.left, node.right].flatMap(literalsIn);
    default:
      return [];
  }
}

/**
 * @param {unknown} parts
 * @returns {readonly unknown[]}
 */
function partsOf(parts) {
  return Array.isArray(parts) ? parts : [];
}
