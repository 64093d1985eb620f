/** Which of the window's messages a source takes, read from its syntax tree. */
import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** Exports that are a part of the tree, with the path of that part. */
const ROOTS: ReadonlyMap<unknown, string> = new Map([
  ['messages', ''],
  ['deviceMessages', 'registry.'],
]);

/**
 * Paths that a source takes, each ending with a dot: `*` for a key that is only known at run time. A part that is handed
 * on as a whole is its own path, and stands for all that is in it.
 */
export function usedIn(source: string, lang: 'ts' | 'tsx'): string[] {
  const nodes = [...nodesOf(parseAst(source, { lang }))];
  const names = new Map<unknown, string>();
  for (const node of nodes) {
    if (node.type !== 'ImportDeclaration' || !String(part(node, 'source')?.['value']).endsWith('/messages')) continue;
    for (const specifier of parts(node, 'specifiers')) {
      const root = ROOTS.get(part(specifier, 'imported')?.['name']);
      if (root !== undefined) names.set(part(specifier, 'local')?.['name'], root);
    }
  }
  if (names.size === 0) return [];
  // An identifier or member that is no use by itself: it binds a name, or a longer path begins with it.
  const passed = new Set<unknown>();
  const bind = (pattern: Node | undefined, path: string): void => {
    if (pattern?.type === 'Identifier') names.set(pattern['name'], path);
    passed.add(pattern);
    for (const property of parts(pattern, 'properties')) {
      passed.add(property['key']);
      bind(part(property, 'value'), `${path}${String(part(property, 'key')?.['name'])}.`);
    }
  };
  for (const node of nodes) {
    if (node.type === 'ImportSpecifier') passed.add(node['local']).add(node['imported']);
    if (node.type === 'Property' && node['computed'] === false) passed.add(node['key']);
    if (node.type === 'MemberExpression') {
      passed.add(node['object']);
      if (node['computed'] === false) passed.add(node['property']);
    }
    if (node.type !== 'VariableDeclarator') continue;
    const path = pathOf(part(node, 'init'), names);
    if (path === undefined) continue;
    passed.add(node['init']);
    bind(part(node, 'id'), path);
  }
  return nodes.flatMap((node) => (passed.has(node) ? [] : (pathOf(node, names) ?? [])));
}

/** Those of these messages that no path of `used` stands for. */
export function unused(messages: readonly string[], used: Iterable<string>): string[] {
  const patterns = [...new Set(used)].map(
    (path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^.]+(?:\\.[^.]+)??')}`),
  );
  return messages.filter((path) => !patterns.some((pattern) => pattern.test(`${path}.`)));
}

function pathOf(node: Node | undefined, names: ReadonlyMap<unknown, string>): string | undefined {
  if (node?.type === 'Identifier') return names.get(node['name']);
  if (node?.type !== 'MemberExpression') return undefined;
  const object = pathOf(part(node, 'object'), names);
  if (object === undefined) return undefined;
  const property = part(node, 'property');
  if (node['computed'] === false) return `${object}${String(property?.['name'])}.`;
  return `${object}${property?.type === 'Literal' ? String(property['value']) : '*'}.`;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) {
    if (value.type === 'TSTypeQuery') return;
    yield value;
  }
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function part(node: Node | undefined, name: string): Node | undefined {
  const value = node?.[name];
  return isNode(value) ? value : undefined;
}

function parts(node: Node | undefined, name: string): Node[] {
  const value = node?.[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
