/**
 * Text that a person reads and that is written in the source of a screen, not taken from `messages/`.
 *
 * @typedef {{ readonly type: string, readonly [part: string]: unknown }} Node
 */

/** Properties whose text is read or spoken. */
const SPOKEN =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|description|label|placeholder|subtitle|title)$/;

/**
 * @param {Node} node a text, an attribute, or an expression in braces of JSX
 * @returns {string | undefined} the words; nothing if there are none but signs and numbers
 */
export function literalText(node) {
  if (node.type === 'JSXText') return words(node.value);
  if (node.type === 'JSXExpressionContainer') return textOf(node.expression);
  if (node.type !== 'JSXAttribute' || !SPOKEN.test(nameOf(node.name))) return undefined;
  const value = asNode(node.value);
  return value?.type === 'JSXExpressionContainer' ? textOf(value.expression) : textOf(value);
}

/**
 * @param {unknown} expression
 * @returns {string | undefined}
 */
function textOf(expression) {
  const node = asNode(expression);
  if (node?.type === 'Literal') return words(node.value);
  if (node?.type === 'ConditionalExpression') return textOf(node.consequent) ?? textOf(node.alternate);
  if (node?.type === 'LogicalExpression') return textOf(node.left) ?? textOf(node.right);
  if (node?.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return words(node.quasis.map((part) => nodeText(asNode(part)?.value)).join(' '));
}

/** @param {unknown} text */
function words(text) {
  return typeof text === 'string' && /\p{L}/u.test(text) ? text.trim() : undefined;
}

/** @param {unknown} value what stands in a template between two expressions */
function nodeText(value) {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

/** @param {unknown} name */
function nameOf(name) {
  return String(asNode(name)?.name);
}

/**
 * @param {unknown} value
 * @returns {Node | undefined}
 */
export function asNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value ? /** @type {Node} */ (value) : undefined;
}
