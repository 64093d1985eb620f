/** The house's own lint rules, as an oxlint plugin: the walls between the parts, no assertion through `unknown`, and no literal text on a screen. */
import { relative, sep } from 'node:path';
import { literalText } from './literal-text.mjs';
import { wordsInRefusal, wordsOfSchema } from './refusal-words.mjs';
import { brokenWall } from './walls.mjs';

/**
 * The few parts of a syntax tree node that these rules read.
 *
 * @typedef {{ type: string, value?: unknown, name?: string, imported?: Node, local?: Node, source?: Node,
 *   specifiers?: Node[], typeAnnotation?: Node, expression?: Node, argument?: Node, literal?: Node, parent?: Node }} Node
 * @typedef {{ filename: string, cwd: string, report: (problem: { node: Node, message: string }) => void }} Context
 */

/** @param {Context} context */
function walls(context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/');
  /**
   * @param {Node} node
   * @param {Node | undefined | null} source
   * @param {readonly string[]} names
   */
  const check = (node, source, names) => {
    if (typeof source?.value !== 'string') return;
    const message = brokenWall(file, source.value, names);
    if (message !== undefined) context.report({ node, message });
  };
  /** @param {Node} node */
  const declaration = (node) =>
    check(
      node,
      node.source,
      (node.specifiers ?? []).map(importedName).filter((name) => name !== ''),
    );
  return {
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    /** @param {Node} node */
    ImportExpression: (node) => check(node, node.source, []),
    /** @param {Node} node */
    TSImportType: (node) => check(node, node.source ?? node.argument?.literal ?? node.argument, []),
  };
}

/** @param {Node} specifier */
function importedName(specifier) {
  const name =
    specifier.type === 'ImportSpecifier'
      ? specifier.imported
      : specifier.type === 'ExportSpecifier'
        ? specifier.local
        : undefined;
  return name?.name ?? '';
}

/** @param {Context} context */
function noAssertionThroughUnknown(context) {
  return {
    /** @param {Node} node */
    TSAsExpression(node) {
      const inner = node.expression;
      if (inner?.type === 'TSAsExpression' && inner.typeAnnotation?.type === 'TSUnknownKeyword') {
        context.report({ node, message: '`as unknown as` switches the type check off; parse the value or narrow it.' });
      }
    },
  };
}

/** @param {Context} context */
function noLiteralText(context) {
  /** @param {Node} node */
  const check = (node) => {
    const text = literalText(node);
    if (text !== undefined)
      context.report({ node, message: `"${text}" is text of the window: its words belong in messages/en.json.` });
  };
  return {
    JSXText: check,
    JSXAttribute: check,
    /** @param {Node} node */
    JSXExpressionContainer: (node) => {
      if (node.parent?.type !== 'JSXAttribute') check(node);
    },
  };
}

/** @param {Context} context */
function noWordsInRefusals(context) {
  /** @param {readonly Node[]} found */
  const report = (found) => {
    for (const words of found)
      context.report({
        node: words,
        message: 'A refusal is a code of protocol/texts/ with parameters: its words belong in messages/en.json.',
      });
  };
  /** @param {Node} node */
  const check = (node) => report(wordsInRefusal(node));
  const isReader = /\/(?:main\/domain\/registry|protocol)\/(?!.*\.test\.ts$)/.test(context.filename.split(sep).join('/'));
  return {
    NewExpression: check,
    CallExpression: check,
    /** @param {Node} node */
    Property: (node) => (isReader ? report(wordsOfSchema(node)) : undefined),
  };
}

/**
 * `main/` has the rule above, which finds these too; elsewhere its other names may stand for something else.
 *
 * @param {Context} context
 */
function noVerbatimWords(context) {
  return {
    /** @param {Node & { callee?: Node }} node */
    CallExpression(node) {
      if (node.callee?.name !== 'verbatim') return;
      for (const words of wordsInRefusal(node))
        context.report({
          node: words,
          message: '`verbatim` is for what somebody else said: our words are a code of protocol/texts/.',
        });
    },
  };
}

export default {
  meta: { name: 'house' },
  rules: {
    walls: { create: walls },
    'no-assertion-through-unknown': { create: noAssertionThroughUnknown },
    'no-literal-text': { create: noLiteralText },
    'no-words-in-refusals': { create: noWordsInRefusals },
    'no-verbatim-words': { create: noVerbatimWords },
  },
};
