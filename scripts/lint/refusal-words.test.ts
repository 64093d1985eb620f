import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { wordsInRefusal } from './refusal-words.mjs';

function found(argument: string): number {
  const { program } = parseSync('x.ts', `new AppError('notFound', ${argument});`);
  const [statement] = program.body;
  if (statement?.type !== 'ExpressionStatement') throw new Error('no expression');
  return wordsInRefusal({ ...statement.expression }).length;
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

  it.each(["text('scan.noneOpen')", "text('scan.noDevice', { device: `${id}` })", 'error.texts', 'verbatim(read.error)'])(
    '%s: none',
    (argument) => {
      expect(found(argument)).toBe(0);
    },
  );
});
