import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { wordsInRefusal, wordsOfSchema } from './refusal-words.mjs';

function found(argument: string, refusing = "new AppError('notFound', "): number {
  const { program } = parseSync('x.ts', `${refusing}${argument});`);
  let count = 0;
  new Visitor({
    NewExpression: (node) => {
      count += wordsInRefusal({ ...node }).length;
    },
    CallExpression: (node) => {
      count += wordsInRefusal({ ...node }).length;
    },
  }).visit(program);
  return count;
}

describe('words in a refusal', () => {
  it.each([
    ["'There is none.'", 1],
    ['`There is no ${what}.`', 1],
    ["verbatim('There is none.')", 1],
    ["[text('scan.noneOpen'), ...verbatim(`There is no ${what}.`)]", 1],
    ["one ? text('scan.noneOpen') : verbatim('There is none.')", 1],
    ["'There is ' + what", 1],
  ])('%s: found', (argument, count) => {
    expect(found(argument)).toBe(count);
  });

  it.each(["refuse('NeedsId', ", "refusal(404, 'NotFound', ", "invalid('ids', ", "fields.note('key', "])(
    '%s: found, and codes are none',
    (refusing) => {
      expect(found('`There is no ${what}.`', refusing)).toBe(1);
      expect(found("isOne ? text('registry.needsId') : verbatim('There is none.')", refusing)).toBe(1);
      expect(found("text('registry.noTag', { tag: `${id}` })", refusing)).toBe(0);
    },
  );

  it.each(["text('scan.noneOpen')", "text('scan.noDevice', { device: `${id}` })", 'error.texts', 'verbatim(read.error)'])(
    '%s: none',
    (argument) => {
      expect(found(argument)).toBe(0);
    },
  );
});

it.each([
  ["z.string({ error: 'must be text' })", 1],
  ['z.number().min(0, { error: `is below ${least}` })', 1],
  ["z.string({ error: fault('value.noText') })", 0],
  ['z.string({ error })', 0],
])('what a schema says: %s', (schema, count) => {
  let found = 0;
  new Visitor({
    Property: (node) => {
      found += wordsOfSchema({ ...node }).length;
    },
  }).visit(parseSync('x.ts', schema).program);
  expect(found).toBe(count);
});
