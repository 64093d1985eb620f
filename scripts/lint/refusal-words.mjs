/**
 * What an `AppError` says is a code with parameters. Words that stand in its arguments, also as `verbatim(…)`, are found here; parameters
 * and codes of `text(…)` are none.
 *
 * @typedef {{ readonly type: string, readonly [part: string]: unknown }} Node
 */
import { asNode } from './literal-text.mjs';

/**
 * @param {Node} refusal a `new` expression
 * @returns {Node[]} the literals in it that are words for people
 */
export function wordsInRefusal(refusal) {
  return asNode(refusal.callee)?.name === 'AppError' ? literalsIn(partsOf(refusal.arguments)[1]) : [];
}

/**
 * @param {unknown} part
 * @returns {Node[]}
 */
function literalsIn(part) {
  const node = asNode(part);
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node] : [];
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
    case 'CallExpression':
      return asNode(node.callee)?.name === 'verbatim' ? partsOf(node.arguments).flatMap(literalsIn) : [];
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
