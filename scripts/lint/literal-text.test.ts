import { parseAst } from 'vite';
import { expect, it } from 'vitest';
import { literalText } from './literal-text.mjs';

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') yield value as Node;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

const found = (jsx: string): unknown[] =>
  [...nodesOf(parseAst(jsx, { lang: 'tsx' }))].map(literalText).filter((text) => text !== undefined);

it.each([
  ['<p>Save</p>', ['Save']],
  ['<p>{count} devices</p>', ['devices']],
  ["<p>{open ? 'open' : words.closed}</p>", ['open']],
  ['<p>{`${count} left`}</p>', ['left']],
  ['<button aria-label="Close" />', ['Close']],
  ["<Sheet subtitle={many && 'Several'} />", ['Several']],
])('%s has words', (jsx, words) => {
  expect([...new Set(found(jsx))]).toEqual(words);
});

it.each([
  '<p className="dim">{words.save}</p>',
  '<b>{a} – {b} (+{count}) · 1 ÷ 2</b>',
  '<input id="name" aria-label={words.name} type="text" />',
  '<p>{words.range({ from: "a" })}</p>',
])('%s has none', (jsx) => {
  expect(found(jsx)).toEqual([]);
});
